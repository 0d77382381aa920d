import { expect, test } from "bun:test";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { offer } from "./harness/app.ts";
import { chromium } from "./harness/browsers.ts";
import { openPage } from "./harness/pages.ts";
import { tempFolder } from "./harness/temp-folder.ts";
import { useServer } from "./harness/visits.ts";

const MIB = 1_048_576;
/** As drawn by the page that makes them. */
const [WIDTH, HEIGHT] = [64, 48];

const visit = useServer();

async function offered(name: string, bytes: Uint8Array, sizeBytes = bytes.byteLength) {
  const path = join(tempFolder("media"), name);
  writeFileSync(path, bytes);
  truncateSync(path, sizeBytes); // zeros behind a film's end are no part of it
  const sender = await visit(chromium("a"));
  const receiver = await visit(chromium("b"), { isSecure: true });
  await offer(sender, receiver, [{ path }]);
  await receiver.accept();
  return { sender, receiver };
}

test("[PAGE15] a picture that has arrived can be looked at", async () => {
  const { receiver } = await offered("drawing.png", await drawn("picture"));
  await receiver.until("done");
  await receiver.press("Preview: drawing.png");
  const size = await receiver.tab.page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>("[data-testid=preview] img");
    return image?.complete && [image.naturalWidth, image.naturalHeight];
  });
  expect(await size.jsonValue()).toEqual([WIDTH, HEIGHT]);
});

test("[PAGE15] a film plays from its verified beginning while the rest is still to come", async () => {
  const { receiver } = await offered("film.webm", await drawn("film"), 96 * MIB);
  await receiver.untilArrived(12 * MIB);
  await receiver.tab.page.locator("[data-testid=pause]").click();
  await receiver.until("paused");
  await receiver.press("Play what is here: film.webm");
  const size = await receiver.tab.page.waitForFunction(() => {
    const film = document.querySelector<HTMLVideoElement>("[data-testid=preview] video");
    return film && film.readyState >= film.HAVE_CURRENT_DATA && [film.videoWidth, film.videoHeight];
  });
  expect(await size.jsonValue()).toEqual([WIDTH, HEIGHT]);
  expect(await receiver.transfers()).toMatchObject([{ state: "paused" }]);
  await receiver.tab.page.locator("[data-testid=resume]").click();
  await receiver.until("done");
});

/** A picture, or half a second of film, made by a browser. */
async function drawn(what: "picture" | "film"): Promise<Uint8Array> {
  const tab = await openPage(chromium("a"));
  const bytes = await tab.page.evaluate(
    async (kind, width, height) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d");
      const paint = (hue: number) => {
        if (context) context.fillStyle = `hsl(${hue} 80% 50%)`;
        context?.fillRect(0, 0, width, height);
      };
      paint(0);
      const picture = () => new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      const film = async () => {
        const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: "video/webm;codecs=vp8" });
        const chunks: Blob[] = [];
        recorder.ondataavailable = ({ data }) => chunks.push(data);
        const stopped = new Promise((resolve) => {
          recorder.onstop = resolve;
        });
        recorder.start();
        for (let frame = 0; frame < 15; frame++) {
          paint(frame * 20);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        recorder.stop();
        await stopped;
        return new Blob(chunks);
      };
      const made = await (kind === "picture" ? picture() : film());
      return (await made?.bytes())?.toBase64() ?? "";
    },
    what,
    WIDTH,
    HEIGHT,
  );
  await tab.close();
  return Buffer.from(bytes, "base64");
}
