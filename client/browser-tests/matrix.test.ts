import { afterAll, beforeAll, expect, test } from "bun:test";
import { AppPage, offer } from "./harness/app.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile } from "./harness/files.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

test.each([
  ["Chromium", "Chromium", 64, () => chromium("a"), () => chromium("b")],
  ["Chromium", "Firefox", 32, () => chromium("a"), firefox],
  ["Firefox", "Chromium", 32, firefox, () => chromium("b")],
])(
  "[XFER6] %s to %s, %i MiB over plain http: the same bytes, verified on both sides",
  async (_, __, mib, from, to) => {
    const file = makeFile({ name: `${mib} MiB.bin`, size: mib * MIB });
    const sender = await AppPage.open(from(), server);
    const receiver = await AppPage.open(to(), server);
    expect(await sender.tab.page.evaluate(() => isSecureContext)).toBe(false);
    expect(await receiver.tab.page.evaluate(() => isSecureContext)).toBe(false);

    await offer(sender, receiver, [file]);
    const [offered] = await receiver.until("offered");
    expect(offered).toMatchObject({ name: file.name, size: file.size, bytes: 0 });
    await receiver.accept();

    const saved = await receiver.tab.downloads.file({ size: file.size, withinMs: 110_000 });
    expect(await sha256File(saved.path)).toBe(file.sha256);
    expect(saved.name).toBe(file.name);
    const done = { name: file.name, size: file.size, bytes: file.size, state: "done", sha256: file.sha256 };
    expect(await receiver.until("done")).toEqual([done]);
    expect(await sender.until("done")).toEqual([done]);
    for (const { tab } of [sender, receiver]) {
      expect(
        await tab.page.$eval("[data-testid=path]", (chip) => (chip as HTMLElement).dataset["path"]),
      ).toBe("direct");
      expect(tab.errors).toEqual([]);
      await tab.close();
    }
  },
  240_000,
);
