import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { AppPage, offer } from "./harness/app.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile } from "./harness/files.ts";
import type { PageOptions } from "./harness/pages.ts";
import { pageProcess } from "./harness/process-memory.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;

let server: TestServer;
let open: AppPage[] = [];

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

afterEach(async () => {
  expect(server.isAlive()).toBe(true);
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
});

async function visit(
  browser: Promise<TestBrowser>,
  options: PageOptions & { path?: string; before?: () => void; on?: TestServer } = {},
): Promise<AppPage> {
  const { on = server, ...rest } = options;
  const page = await AppPage.open(browser, on, rest);
  open.push(page);
  return page;
}

/** Runs in the page before its own code: the server was updated, and the old page's workers are gone. */
function loseWorkers(): void {
  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(`${url}.gone`, options);
    }
  };
}

describe("a page older than its server", () => {
  test.each(["sender", "receiver"])(
    "[PAGE19] a worker that the %s cannot load ends it with a sentence on both sides",
    async (who) => {
      const sender = await visit(chromium("a"), who === "sender" ? { before: loseWorkers } : {});
      const receiver = await visit(firefox(), who === "receiver" ? { before: loseWorkers } : {});
      await offer(sender, receiver, [makeFile({ name: "stuck.bin", size: 100_000 })]);
      const [here, there] = who === "sender" ? [sender, receiver] : [receiver, sender];
      await here.untilText("A part of this page is missing or has failed");
      await there.untilText("The other device left");
      expect(receiver.tab.downloads.started).toEqual([]);
    },
  );
});

describe("a device that goes", () => {
  test.each(["sender", "receiver"] as const)(
    "[XFER11] the %s closes its page in mid-transfer",
    async (who) => {
      const brief = await startServer({ RECONNECT_GRACE: "3s" });
      const sender = await visit(chromium("a"), { on: brief });
      const receiver = await visit(firefox(), { on: brief });
      await offer(sender, receiver, [makeFile({ name: "half.bin", size: 64 * MIB })]);
      await receiver.accept();
      await receiver.untilMoving();
      const [gone, left] = who === "sender" ? [sender, receiver] : [receiver, sender];
      await gone.tab.close();
      open = open.filter((page) => page !== gone);
      expect(await left.until("failed", "done")).toMatchObject([{ state: "failed" }]);
      await left.untilText("The other device left");
      expect(receiver.tab.downloads.started).toEqual([]);
      await brief.stop();
    },
  );

  test("[XFER12] a sender whose process is killed is missed", async () => {
    const brief = await startServer({ RECONNECT_GRACE: "2s" });
    const sender = await visit(chromium("a"), { on: brief });
    const receiver = await visit(chromium("b"), { on: brief });
    const { pid } = await pageProcess(sender.tab);
    await offer(sender, receiver, [makeFile({ name: "killed.bin", size: 128 * MIB })]);
    await receiver.accept();
    await receiver.untilMoving();
    process.kill(pid, "SIGKILL");
    expect(await receiver.until("failed", "done")).toMatchObject([{ state: "failed" }]);
    await receiver.untilText("The other device left");
    expect(receiver.tab.downloads.started).toEqual([]);
    await brief.stop();
  });

  test.each(["sender", "receiver"] as const)("[XFER10] the %s cancels, and both are told", async (who) => {
    const sender = await visit(chromium("a"));
    const receiver = await visit(chromium("b"));
    await offer(sender, receiver, [makeFile({ name: "cancelled.bin", size: 128 * MIB })]);
    await receiver.accept();
    await receiver.untilMoving();
    const ending = who === "sender" ? sender : receiver;
    await ending.press("Cancel");
    await ending.press("End it");
    for (const page of [sender, receiver]) {
      await page.until("failed");
      await page.untilText("The transfer was cancelled.");
    }
    expect(receiver.tab.downloads.started).toEqual([]);
  });

  test("[XFER10] the receiver declines, and the sender is told", async () => {
    const sender = await visit(chromium("a"));
    const receiver = await visit(firefox());
    await offer(sender, receiver, [makeFile({ name: "unwanted.bin", size: 1_000 })]);
    await receiver.until("offered");
    await receiver.press("Decline");
    await sender.untilText("The other device declined.");
    await receiver.untilText("You declined. Nothing was saved.");
  });

  test("[PAGE3] the server stops in mid-transfer, and the transfer finishes verified", async () => {
    const brief = await startServer();
    const sender = await visit(chromium("a"), { on: brief });
    const receiver = await visit(chromium("b"), { on: brief });
    const file = makeFile({ name: "alone.bin", size: 64 * MIB });
    await offer(sender, receiver, [file]);
    await receiver.accept();
    await receiver.untilMoving();
    await brief.stop();
    expect(await receiver.until("done", "failed")).toMatchObject([{ state: "done", sha256: file.sha256 }]);
    const saved = await receiver.tab.downloads.file({ size: file.size });
    expect(await sha256File(saved.path)).toBe(file.sha256);
  });
});

describe("codes", () => {
  test.each([
    ["Chromium", () => chromium("b")],
    ["Firefox", firefox],
  ])(
    "[PAGE2] %s: a wrong code is told where it was typed, and can be corrected there",
    async (_, browser) => {
      const sender = await visit(chromium("a"));
      await sender.choose(makeFile({ name: "a.bin", size: 10 }));
      const code = await sender.code();
      const receiver = await visit(browser());
      await receiver.typeCode("12345");
      await receiver.pressJoin();
      await receiver.untilText("A code has six digits");
      await receiver.typeCode(code === "000000" ? "000001" : "000000");
      await receiver.untilText("Nobody waits under this code");
      await receiver.typeCode(`${code.slice(0, 3)} ${code.slice(3)}`);
      await receiver.until("offered");
    },
  );

  test("[PAGE5] a link joins at once, and its code leaves the address", async () => {
    const sender = await visit(chromium("a"));
    await sender.choose(makeFile({ name: "a.bin", size: 10 }));
    const code = await sender.code();
    const receiver = await visit(firefox(), { path: `/#${code}` });
    await receiver.until("offered");
    expect(await receiver.tab.page.evaluate(() => location.hash)).toBe("");
    await receiver.accept();
    await receiver.until("done");
  });

  test("[SIG5] a third device is told, and the two go on", async () => {
    const sender = await visit(chromium("a"));
    const receiver = await visit(chromium("b"));
    await sender.choose(makeFile({ name: "a.bin", size: 10 }));
    const code = await sender.code();
    await receiver.typeCode(code);
    await receiver.until("offered");
    const third = await visit(firefox(), { path: `/#${code}` });
    await third.untilText("Nobody waits under this code");
    await receiver.accept();
    await sender.until("done");
  });

  test("[SIG6] the own code is told, and still works for others", async () => {
    const sender = await visit(chromium("a"));
    await sender.choose(makeFile({ name: "a.bin", size: 10 }));
    const code = await sender.code();
    await sender.openLink(code);
    await sender.untilText("This is the code of this very device");
    const receiver = await visit(chromium("b"));
    await receiver.typeCode(code);
    await receiver.until("offered");
  });

  test("[LAN2] a page that no other device can open under its address shows no QR code, and says what to do", async () => {
    const lonely = await startServer({ HOST: "127.0.0.1" });
    const sender = await visit(chromium("a"), { on: { ...lonely, url: lonely.loopbackUrl } });
    await sender.choose(makeFile({ name: "a.bin", size: 10 }));
    expect(await sender.code()).toMatch(/^\d{6}$/);
    await sender.untilText("under the address that this computer has");
    expect(await sender.tab.page.$("svg.qr")).toBeNull();
    await lonely.stop();
  });

  test("[SIG7] an expired code is told on both sides, and a new one is one tap away", async () => {
    const hasty = await startServer({ SESSION_TTL: "1s" });
    const sender = await visit(chromium("a"), { on: hasty });
    await sender.choose(makeFile({ name: "a.bin", size: 10 }));
    const old = await sender.code();
    await sender.untilText("The code has expired");
    const receiver = await visit(chromium("b"), { on: hasty });
    await receiver.typeCode(old);
    await receiver.untilText("Nobody waits under this code");
    await sender.press("New code");
    expect(await sender.code()).toMatch(/^\d{6}$/);
    await hasty.stop();
  });

  test("[PAGE7] a server that is gone is told, with the files still chosen", async () => {
    const brief = await startServer();
    const sender = await visit(chromium("a"), { on: brief });
    await sender.choose(makeFile({ name: "a.bin", size: 10 }));
    await sender.code();
    await brief.stop();
    await sender.untilText("The server does not answer just now");
    expect(await sender.code()).toMatch(/^\d{6}$/);
  });
});

test.each([
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
])("[PAGE6] %s: the page loads from its own server only, without an error", async (_, browser) => {
  const { tab } = await visit(browser());
  await tab.page.waitForSelector("[data-testid=file-input]");
  const hosts = tab.requests.filter((url) => /^(http|ws)/.test(url)).map((url) => new URL(url).host);
  expect(new Set(hosts)).toEqual(new Set([new URL(server.url).host]));
  expect([...tab.errors, ...tab.failedRequests]).toEqual([]);
});
