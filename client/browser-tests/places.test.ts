import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { type AppPage, offer } from "./harness/app.ts";
import { expectVerified } from "./harness/arrival.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { makeFile, makeFiles } from "./harness/files.ts";
import { useServer } from "./harness/visits.ts";

const MIB = 1_048_576;

const visit = useServer();

test.each([
  ["Chromium", () => chromium("b")],
  ["Firefox", firefox],
])("[XFER16] %s streams a file straight into its downloads where that is wished", async (_, browser) => {
  const file = makeFile({ name: "stream.bin", size: 24 * MIB });
  const sender = await visit(chromium("a"));
  const receiver = await visit(browser(), { path: "/?save=stream", isSecure: true });
  await offer(sender, receiver, [file]);
  await receiver.accept();
  await expectVerified(sender, receiver, file);
  // The page itself is kept there, and nothing of the file.
  expect(await usedBytes(receiver)).toBeLessThan(file.size / 8);
});

/** Runs in the page before its own code: the person picks a place, which only this page can look into. */
function pickPrivatePlace(): void {
  const root = () => navigator.storage.getDirectory();
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await root()).getFileHandle(`picked ${suggestedName}`, { create: true }),
    showDirectoryPicker: async () => (await root()).getDirectoryHandle("picked folder", { create: true }),
  });
}

test("[XFER16] a picked file is written where the person wants it, and nowhere else", async () => {
  const file = makeFile({ name: "picked.bin", size: 9 * MIB });
  const { sender, receiver } = await picking();
  await offer(sender, receiver, [file]);
  await receiver.accept();
  for (const page of [sender, receiver])
    expect(await page.until("done", "failed")).toMatchObject([{ state: "done" }]);
  expect(await digestsIn(receiver)).toEqual({ "picked picked.bin": file.sha256 });
  expect(receiver.tab.downloads.started).toEqual([]);
});

test("[XFER20] files go into a picked folder, each under its own name", async () => {
  const files = makeFiles(5, 100_000, "page");
  const { sender, receiver } = await picking();
  await offer(sender, receiver, files);
  await receiver.accept();
  for (const page of [sender, receiver]) await page.until("done");
  expect(await digestsIn(receiver, "picked folder")).toEqual(
    Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256])),
  );
  expect(receiver.tab.downloads.started).toEqual([]);
});

async function picking() {
  const sender = await visit(chromium("a"));
  const options = { path: "/?save=picker", isSecure: true, before: pickPrivatePlace };
  const receiver = await visit(chromium("b"), options);
  return { sender, receiver };
}

/** SHA-256 by name of what lies in the page's private file system, computed outside of it. */
async function digestsIn({ tab }: AppPage, folder?: string): Promise<Record<string, string>> {
  const files = await tab.page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const place = name === undefined ? root : await root.getDirectoryHandle(name);
    const found: [string, string][] = [];
    for await (const entry of place.values()) {
      if (!(entry instanceof FileSystemFileHandle)) continue;
      found.push([entry.name, (await (await entry.getFile()).bytes()).toBase64()]);
    }
    return found;
  }, folder);
  const digest = (bytes: string) => createHash("sha256").update(Buffer.from(bytes, "base64")).digest("hex");
  return Object.fromEntries(files.map(([name, bytes]) => [name, digest(bytes)]));
}

/** What the page keeps in its browser. */
function usedBytes({ tab }: AppPage): Promise<number> {
  return tab.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
}
