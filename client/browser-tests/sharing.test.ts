import { expect, test } from "bun:test";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElementHandle } from "puppeteer-core";
import { offer } from "./harness/app.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile } from "./harness/files.ts";
import { tempFolder } from "./harness/temp-folder.ts";
import { useServer } from "./harness/visits.ts";
import { unzipped } from "./harness/zip.ts";

const MIB = 1_048_576;

const visit = useServer();

test("[XFER20] a folder arrives as one archive, with its folders", async () => {
  const top = join(tempFolder("folder"), "trip");
  mkdirSync(join(top, "day 1", "raw"), { recursive: true });
  const photo = makeFile({ name: "photo.bin", size: 5 * MIB });
  cpSync(photo.path, join(top, "day 1", "raw", "photo.bin"));
  writeFileSync(join(top, "notes.txt"), "sunny");
  const sender = await visit(chromium("a"));
  const receiver = await visit(firefox());
  const input = await sender.tab.page.waitForSelector("[data-testid=folder-input]");
  await (input as ElementHandle<HTMLInputElement> | null)?.uploadFile(top);
  await receiver.typeCode(await sender.code());
  await receiver.accept();
  const [archive] = await receiver.tab.downloads.files(1);
  await receiver.until("done");
  expect(archive?.name).toBe("trip.zip");
  expect(unzipped(archive?.path ?? "")).toEqual(
    new Map([
      ["trip/day 1/raw/photo.bin", photo.sha256],
      ["trip/notes.txt", new Bun.CryptoHasher("sha256").update("sunny").digest("hex")],
    ]),
  );
});

test("[PAGE14] a text is shown on the other device, and not downloaded", async () => {
  const words = "Wi-Fi: <b>kitchen</b> & password „Grüße“ 🎉";
  const sender = await visit(chromium("a"));
  const receiver = await visit(firefox());
  await sender.tab.page.locator("[data-testid=text-open]").click();
  await sender.tab.page.locator("[data-testid=text-input]").fill(words);
  await sender.tab.page.locator("[data-testid=send-text]").click();
  await receiver.typeCode(await sender.code());
  await receiver.accept();
  const shown = await receiver.tab.page.waitForSelector("[data-testid=received-text]");
  expect(await shown?.evaluate((element) => element.textContent)).toBe(words);
  expect(receiver.tab.downloads.started).toEqual([]);
});

test.each([
  ["Chromium and Chromium", () => chromium("a"), () => chromium("b")],
  ["Chromium and Firefox", () => chromium("a"), firefox],
])("[XFER21] %s send to each other at the same time, and once more when all is done", async (_, one, two) => {
  const [there, back, more] = [
    makeFile({ name: "there.bin", size: 40 * MIB }),
    makeFile({ name: "back.bin", size: 30 * MIB }),
    makeFile({ name: "more.bin", size: MIB }),
  ];
  const maker = await visit(one());
  const joiner = await visit(two());
  await offer(maker, joiner, [there]);
  await joiner.accept();
  await joiner.untilMoving();
  await joiner.choose(back);
  await maker.accept();
  for (const page of [maker, joiner]) {
    const shown = await page.until("done", "failed");
    expect(new Map(shown.map(({ name, sha256 }) => [name, sha256]))).toEqual(
      new Map([
        [there.name, there.sha256],
        [back.name, back.sha256],
      ]),
    );
  }
  await maker.choose(more);
  await joiner.accept();
  for (const [page, file] of [
    [joiner, there],
    [maker, back],
    [joiner, more],
  ] as const) {
    const saved = await page.tab.downloads.file({ size: file.size });
    expect(await sha256File(saved.path)).toBe(file.sha256);
  }
});
