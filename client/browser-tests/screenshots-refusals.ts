import { offer } from "./harness/app.ts";
import { chromium } from "./harness/browsers.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { papers, type Stage } from "./screenshots-stage.ts";

/** Runs in a page before its own code: a setting or an extension has switched WebRTC off. */
export function switchOffWebRtc(): void {
  Reflect.deleteProperty(globalThis, "RTCPeerConnection");
}

/** Runs in a page before its own code: the browser copies nothing. */
function refuseToCopy(): void {
  document.execCommand = () => false;
}

/** What a person is told who cannot do just now what they want to. */
export async function playRefusals(stage: Stage, server: TestServer): Promise<void> {
  const [sender, receiver] = await stage.pair(server, { before: switchOffWebRtc });
  await receiver.typeCode("12345");
  await receiver.pressJoin();
  await receiver.untilText("A code has six digits");
  await stage.take(receiver, "bad-code");
  await offer(sender, receiver, papers);
  await receiver.untilText("This browser opens no connection");
  await stage.take(receiver, "no-webrtc");
  await stage.clear();

  const own = await stage.visit(chromium("a"), server, { before: refuseToCopy });
  await own.choose(...papers);
  await own.press("Copy link");
  await own.untilText("Copy did not work here");
  await stage.take(own, "code-copy-failed");
  await own.openLink(await own.code());
  await own.untilText("This is the code of this very device");
  await stage.take(own, "own-code");

  const eager = await stage.visit(chromium("b"), server);
  await eager.chooseMade(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.txt`, content: "a" })));
  await eager.untilText("At most 10,000 files");
  await stage.take(eager, "too-many-files");

  const copied = await stage.visit(chromium("a"), server);
  await copied.choose(...papers);
  await copied.press("Copy link");
  await copied.untilText("Link copied");
  await stage.take(copied, "code-copied");
  await stage.clear();

  const full = await startServer({ MAX_SESSIONS: "1" });
  const [first, second] = await stage.pair(full);
  await first.choose(...papers);
  await first.code();
  await second.choose(...papers);
  await second.untilText("The server is busy");
  await stage.take(second, "server-full");
  await stage.clear();
  await full.stop();

  const lonely = await startServer({ HOST: "127.0.0.1" });
  const page = await stage.visit(chromium("a"), lonely, { isSecure: true });
  await page.choose(...papers);
  await page.untilText("under the address that this computer has");
  await stage.take(page, "code-only-here");
  await stage.clear();
  await lonely.stop();
}
