import { expect, test } from "bun:test";
import type { AppPage } from "./harness/app.ts";
import { expectSound } from "./harness/axe.ts";
import { chromium, chromiumWithCamera } from "./harness/browsers.ts";
import { Bystander } from "./harness/bystander.ts";
import { cameraFilm } from "./harness/camera-film.ts";
import { makeFile, makeFiles } from "./harness/files.ts";
import { ask, ownName, question, sees, untilAsked } from "./harness/nearby.ts";
import { untilStates } from "./harness/receivers.ts";
import { startServer } from "./harness/server.ts";
import { startVersionsServer } from "./harness/versions-server.ts";
import { useServer } from "./harness/visits.ts";

const MIB = 1_048_576;
const PHONE = { width: 390, height: 844 };
const LONG_NAME = "The old tablet from the kitchen drawer";

const visit = useServer();
const film = makeFile({ name: "film.bin", size: 24 * MIB });
const notes = makeFiles(2, 20_000, "notes");

const tap = ({ tab }: AppPage, testId: string) => tab.page.locator(`[data-testid=${testId}]`).click();
const shown = ({ tab }: AppPage, selector: string) => tab.page.waitForSelector(selector);

test("[A11Y1] [A11Y2] devices nearby: seen, asking, and asked", async () => {
  const page = await visit(chromium("a"), { viewport: PHONE });
  const server = { url: new URL(page.tab.page.url()).origin, loopbackUrl: "" };
  const name = await ownName(page);
  const ben = await Bystander.join(server, "Ben’s phone");
  const tablet = await Bystander.join(server, LONG_NAME, "tablet");
  await sees(page, LONG_NAME);
  await expectSound(page, "nearby");
  await tap(page, "device-rename");
  await shown(page, "[data-testid=device-name-input]");
  await expectSound(page, "name of this device");
  await page.tab.page.keyboard.press("Escape");
  await ben.invite(name, { files: 3, bytes: 1_204_000_000 });
  await question(page);
  await expectSound(page, "invitation");
  ben.leave();
  await shown(page, "[data-testid=invitation][data-over=gone]");
  await expectSound(page, "invitation that is over");
  await tap(page, "invitation-decline");
  await page.choose(...notes);
  await page.code();
  await ask(page, LONG_NAME);
  await untilAsked(page, LONG_NAME, "waiting");
  await expectSound(page, "asked");
  tablet.leave();
  await shown(page, ".device-left");
  await expectSound(page, "asked, and left");
});

test("[A11Y1] [A11Y2] the camera, and a camera that is not allowed", async () => {
  cameraFilm().showNothing();
  const options = { isSecure: true, viewport: PHONE };
  const page = await visit(chromiumWithCamera(), options);
  await tap(page, "scan");
  await shown(page, "[data-testid=scan-dialog][data-state=looking]");
  await expectSound(page, "camera");
  const denied = await visit(chromiumWithCamera(), {
    ...options,
    before: () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
    },
  });
  await tap(denied, "scan");
  await shown(denied, "[data-testid=scan-dialog][data-state=failed]");
  await expectSound(denied, "camera not allowed");
});

test("[A11Y1] [A11Y2] several receivers, from the switch to the end", async () => {
  const sender = await visit(chromium("a"), { viewport: PHONE });
  const [one, two] = [await visit(chromium("b")), await visit(chromium("b"))];
  const server = { url: new URL(sender.tab.page.url()).origin, loopbackUrl: "" };
  const tablet = await Bystander.join(server, LONG_NAME, "tablet");
  await sender.choose(film, ...notes);
  const code = await sender.code();
  await tap(sender, "admit");
  await shown(sender, "[data-testid=admit]:checked");
  await expectSound(sender, "code for several");
  for (const receiver of [one, two]) await receiver.typeCode(code);
  await one.accept();
  await one.untilMoving();
  await tap(one, "pause");
  await untilStates(sender, "asked", "paused");
  await ask(sender, LONG_NAME);
  await untilAsked(sender, LONG_NAME, "waiting");
  await expectSound(sender, "several under way, and one asked");
  tablet.leave();
  await tap(two, "decline");
  await tap(one, "resume");
  await untilStates(sender, "done", "failed");
  await tap(sender, "close-code");
  await sender.untilText("1 of 2 devices");
  await expectSound(sender, "several, over");
});

test("[A11Y1] [A11Y2] all has arrived, and one tap keeps the session", async () => {
  const sender = await visit(chromium("a"), { viewport: PHONE });
  const receiver = await visit(chromium("b"));
  await sender.choose(...notes);
  await receiver.typeCode(await sender.code());
  await receiver.accept();
  await Promise.all([sender, receiver].map((page) => page.untilText("Ends by itself in 0:")));
  await expectSound(sender, "settled, sender");
  await expectSound(receiver, "settled, receiver");
  await tap(receiver, "stay");
  await sender.untilText("wants to stay connected");
  await expectSound(sender, "settled, and stays");
});

test("[A11Y1] [A11Y2] another version of the page, and no server", async () => {
  const server = await startServer();
  const front = startVersionsServer(server);
  const page = await visit(chromium("a"), { viewport: PHONE });
  const { page: tab } = page.tab;
  await tab.goto(`${front.url}/`);
  await tab.evaluate(async () => void (await navigator.serviceWorker.ready));
  await tab.reload();
  front.release("2");
  await tab.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await shown(page, "[data-testid=new-version]");
  await expectSound(page, "new version");
  await front.stop();
  await server.stop();
  await tab.reload();
  await page.untilText("server does not answer");
  expect(await tab.$(".notice[data-mood=calm]")).not.toBeNull();
  await expectSound(page, "no server");
});
