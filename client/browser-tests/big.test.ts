import { expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { offer } from "./harness/app.ts";
import { chromium, type TestBrowser } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile, makeFiles } from "./harness/files.ts";
import { pageProcess } from "./harness/process-memory.ts";
import { useServer } from "./harness/visits.ts";
import { unzipped } from "./harness/zip.ts";

const MIB = 1_048_576;

/**
 * Whatever the size of the file: what a page, its code and the window of bytes on their way take. Even the smaller
 * file does not fit in.
 */
const MOST_MEMORY_BYTES = 300 * MIB;

const visit = useServer();

async function pair(from: Promise<TestBrowser>, to: Promise<TestBrowser>, isSecure: boolean) {
  return { sender: await visit(from, { isSecure }), receiver: await visit(to, { isSecure }) };
}

test.each([
  [384, "on plain http, by IndexedDB", false],
  [320, "in a secure context, by the private file system", true],
])(
  "[XFER16] %i MiB arrive %s, and neither page's memory grows with them",
  async (mib, _, isSecure) => {
    const file = makeFile({ name: `${mib} MiB.bin`, size: mib * MIB });
    const { sender, receiver } = await pair(chromium("a"), chromium("b"), isSecure);
    expect(await receiver.tab.page.evaluate(() => isSecureContext)).toBe(isSecure);
    await offer(sender, receiver, [file]);
    await receiver.tab.page.waitForSelector("[data-testid=accept]");
    const processes = [await pageProcess(sender.tab), await pageProcess(receiver.tab)];
    for (const process of processes) expect(process.resetPeak()).toBe(true);
    await receiver.accept();
    const saved = await receiver.tab.downloads.file({ size: file.size, withinMs: 550_000 });
    for (const process of processes) expect(process.peakRssBytes()).toBeLessThan(MOST_MEMORY_BYTES);
    expect(await sha256File(saved.path)).toBe(file.sha256);
    for (const page of [receiver, sender]) {
      expect(await page.until("done", "failed")).toMatchObject([{ state: "done", sha256: file.sha256 }]);
    }
    for (const path of [file.path, saved.path]) rmSync(path);
  },
  600_000,
);

test("[XFER20] 2,000 files of 10 KiB arrive in one archive, each with its own bytes", async () => {
  const files = makeFiles(2_000, 10_240, "small");
  const { sender, receiver } = await pair(chromium("a"), chromium("b"), false);
  await offer(sender, receiver, files);
  await receiver.accept();
  const [archive] = await receiver.tab.downloads.files(1, { withinMs: 100_000 });
  for (const page of [receiver, sender]) {
    const shown = await page.until("done", "failed");
    expect(shown.map(({ sha256 }) => sha256)).toEqual(files.map(({ sha256 }) => sha256));
  }
  expect(archive?.name).toEndWith(".zip");
  expect(unzipped(archive?.path ?? "")).toEqual(new Map(files.map(({ name, sha256 }) => [name, sha256])));
});
