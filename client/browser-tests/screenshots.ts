import { say } from "../../config/tasks/run.ts";
import { closeBrowsers } from "./harness/browsers.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { removeTempFolders } from "./harness/temp-folder.ts";
import { playDiagnostics } from "./screenshots-diagnostics.ts";
import { playEndings, playOneLeft } from "./screenshots-endings.ts";
import { playBetween, playFailures } from "./screenshots-failures.ts";
import { playProgress, playScan, playUnanswered } from "./screenshots-flow.ts";
import { playFrame } from "./screenshots-frame.ts";
import { playHttps } from "./screenshots-https.ts";
import { playInstalled } from "./screenshots-installed.ts";
import { playNearby } from "./screenshots-nearby.ts";
import { playRefusals } from "./screenshots-refusals.ts";
import { playFolders, playRoom } from "./screenshots-saving.ts";
import { playOneMore, playSeveral } from "./screenshots-several.ts";
import { LOOKS, type Look, Stage } from "./screenshots-stage.ts";
import { playNoPath, playReturn, playServerAway, playTrouble } from "./screenshots-trouble.ts";
import { playVerifying } from "./screenshots-verifying.ts";
import { playAnswer, playExchange, playWay } from "./screenshots-way.ts";

// `bun run shots`: a picture of every screen, in both schemes, at desktop and phone size.
// `bun run shots phone-light way`: only the looks and the scenes that are named.

/** Is given a server; some need one of their own. */
type Scene = (stage: Stage, server: TestServer) => Promise<void>;

const SCENES: Readonly<Record<string, Scene>> = {
  way: playWay,
  verifying: playVerifying,
  between: playBetween,
  exchange: playExchange,
  answer: playAnswer,
  several: playSeveral,
  "one-more": playOneMore,
  frame: playFrame,
  folders: playFolders,
  room: playRoom,
  trouble: playTrouble,
  failures: playFailures,
  endings: playEndings,
  "one-left": playOneLeft,
  refusals: playRefusals,
  "server-away": playServerAway,
  return: playReturn,
  "no-path": playNoPath,
  https: playHttps,
  installed: playInstalled,
  nearby: playNearby,
  scan: playScan,
  progress: playProgress,
  unanswered: playUnanswered,
  diagnostics: playDiagnostics,
};

const wanted = new Set(process.argv.slice(2));

/** Those that are named; all of them where none is. */
function chosen<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const named = all.filter((one) => wanted.has(nameOf(one)));
  return named.length > 0 ? named : all;
}

/** Plays it and says what came of it; one that fails keeps no other one from its pictures. */
async function played(look: Look, name: string, play: Scene, server: TestServer): Promise<boolean> {
  const stage = new Stage(look);
  const began = performance.now();
  const failure = await play(stage, server).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure !== undefined) await stage.takeFailure(name);
  await stage.clear();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  say(`${look.name} ${name}: ${stage.taken} pictures in ${seconds} s`);
  if (failure !== undefined) say(`*** ${name} failed: ${Bun.inspect(failure)}`);
  return failure === undefined;
}

const failed: string[] = [];
try {
  for (const look of chosen(LOOKS, ({ name }) => name)) {
    const server = await startServer();
    const scenes = chosen(Object.entries(SCENES), ([scene]) => scene);
    if (scenes.length === Object.keys(SCENES).length) Stage.forget(look);
    for (const [name, play] of scenes) {
      if (!(await played(look, name, play, server))) failed.push(`${look.name} ${name}`);
    }
    await server.stop();
  }
} finally {
  await closeBrowsers();
  removeTempFolders();
}
if (failed.length > 0) say(`Scenes that failed: ${failed.join(", ")}`);
process.exit(failed.length > 0 ? 1 : 0); // a scene that failed may have left a server behind
