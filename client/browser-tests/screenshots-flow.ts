import { offer } from "./harness/app.ts";
import { chromium, chromiumWithCamera } from "./harness/browsers.ts";
import { cameraFilm } from "./harness/camera-film.ts";
import type { TestServer } from "./harness/server.ts";
import { movie, papers, type Stage } from "./screenshots-stage.ts";

const camera = cameraFilm();

/** How a browser gives no camera, and what is said then. */
const NO_CAMERA = {
  denied: {
    said: "The camera is not allowed",
    before: () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
    },
  },
  none: {
    said: "There is no camera",
    before: () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotFoundError"));
    },
  },
  "in-use": {
    said: "The camera is in use",
    before: () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotReadableError"));
    },
  },
};

/** A code before the camera, and what can come of it. */
export async function playScan(stage: Stage, server: TestServer): Promise<void> {
  camera.show("https://example.org/menu");
  const page = await stage.visit(chromiumWithCamera(), server, { isSecure: true });
  await page.tab.page.waitForSelector("[data-testid=scan]");
  await stage.take(page, "home-with-camera");
  await page.tab.page.locator("[data-testid=scan]").click();
  await page.untilText("a QR code of something else");
  await stage.take(page, "scan");
  await page.press("Close");
  camera.show("https://share.example:8443/#482913");
  await page.tab.page.locator("[data-testid=scan]").click();
  await page.untilText("This code was made at");
  await stage.take(page, "scan-elsewhere");
  for (const [name, { before, said }] of Object.entries(NO_CAMERA)) {
    const unable = await stage.visit(chromiumWithCamera(), server, { isSecure: true, before });
    await unable.tab.page.locator("[data-testid=scan]").click();
    await unable.untilText(said);
    await stage.take(unable, `scan-${name}`);
  }
}

/** How fast it is, and what is said when it is done. */
export async function playProgress(stage: Stage, server: TestServer): Promise<void> {
  const sender = await stage.visit(chromium("a"), server, { isSecure: true });
  const receiver = await stage.visit(chromium("b"), server, { isSecure: true });
  const { origin } = new URL(server.loopbackUrl);
  await sender.tab.page.browserContext().overridePermissions(origin, ["notifications"]);
  await offer(sender, receiver, [movie, ...papers]);
  await receiver.tab.page.waitForSelector("[data-testid=accept]");
  await receiver.accept();
  await receiver.untilArrived(movie.size * 0.6);
  await receiver.tab.page.locator(".path-details summary").click();
  await Promise.all([stage.take(receiver, "moving-chart"), stage.take(sender, "moving-tell-me")]);
  await sender.tab.page.locator("[data-testid=tell-me]").click();
  await sender.untilText("You will be told");
  await stage.take(sender, "moving-will-tell");
  await Promise.all([sender.until("done"), receiver.until("done")]);
  await receiver.untilText("Ends by itself in 0:");
  await stage.take(receiver, "settled-countdown");
  await receiver.tab.page.locator("[data-testid=stay]").click();
  await sender.untilText("wants to stay connected");
  await stage.take(receiver, "settled-stays");
  await stage.take(sender, "settled-stays-there");
}

/** Nobody answers an offer: ten minutes pass in two seconds. */
export async function playUnanswered(stage: Stage, server: TestServer): Promise<void> {
  const hurry = () => {
    const after = window.setTimeout;
    window.setTimeout = ((then: () => void, ms?: number) =>
      after(then, ms === 600_000 ? 2_000 : ms)) as typeof window.setTimeout;
  };
  const sender = await stage.visit(chromium("a"), server, { before: hurry });
  const receiver = await stage.visit(chromium("b"), server);
  await offer(sender, receiver, papers);
  await sender.untilText("Not answered");
  await receiver.until("failed");
  await stage.take(sender, "unanswered-sender");
  await stage.take(receiver, "unanswered-receiver");
}
