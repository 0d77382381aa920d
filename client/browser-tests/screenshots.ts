import { closeBrowsers } from "./harness/browsers.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { removeTempFolders } from "./harness/temp-folder.ts";
import { playDiagnostics } from "./screenshots-diagnostics.ts";
import { playBetween, playFailures } from "./screenshots-failures.ts";
import { playProgress, playScan, playUnanswered } from "./screenshots-flow.ts";
import { playFrame } from "./screenshots-frame.ts";
import { playHttps } from "./screenshots-https.ts";
import { playInstalled } from "./screenshots-installed.ts";
import { playNearby } from "./screenshots-nearby.ts";
import { playFolders, playRoom } from "./screenshots-saving.ts";
import { playOneMore, playSeveral } from "./screenshots-several.ts";
import { LOOKS, Stage } from "./screenshots-stage.ts";
import { playNoPath, playReturn, playServerAway, playTrouble } from "./screenshots-trouble.ts";
import { playAnswer, playExchange, playWay } from "./screenshots-way.ts";

// `bun run shots`: a picture of every screen, in both schemes, at desktop and phone size.
// `bun run shots phone-light way`: only the looks and the scenes that are named.

/** Each is given a server; some need one of their own. */
const SCENES: Readonly<Record<string, (stage: Stage, server: TestServer) => Promise<void>>> = {
  way: playWay,
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

try {
  for (const look of chosen(LOOKS, ({ name }) => name)) {
    const server = await startServer();
    for (const [, play] of chosen(Object.entries(SCENES), ([name]) => name)) {
      const stage = new Stage(look);
      await play(stage, server);
      await stage.clear();
    }
    await server.stop();
  }
} finally {
  await closeBrowsers();
  removeTempFolders();
}
