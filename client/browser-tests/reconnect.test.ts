import { afterEach, describe, expect, test } from "bun:test";
import { AppPage, offer } from "./harness/app.ts";
import { expectVerified, stats } from "./harness/arrival.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { closeNewest, countConnections, keepConnections } from "./harness/connections.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import { cutUdp, healUdp } from "./harness/network.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;

const open: AppPage[] = [];
let server: TestServer;

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  await server.stop();
});

async function visit(browser: Promise<TestBrowser>, before?: () => void): Promise<AppPage> {
  const page = await AppPage.open(browser, server, before ? { before } : {});
  open.push(page);
  return page;
}

/** Two pages with a file on its way between them. */
async function moving(
  from: Promise<TestBrowser>,
  to: Promise<TestBrowser>,
  file: TestFile,
  env: Readonly<Record<string, string>> = {},
): Promise<{ sender: AppPage; receiver: AppPage }> {
  // One lane, so that it is known which connection is the first.
  server = await startServer({ LANES: "1", ...env });
  const sender = await visit(from, keepConnections);
  const receiver = await visit(to, keepConnections);
  await offer(sender, receiver, [file]);
  await receiver.accept();
  await receiver.untilMoving();
  return { sender, receiver };
}

/** Resolves when the server counts that many peers; asks it again as soon as it has answered. */
async function untilPeers(count: number): Promise<void> {
  for (;;) {
    const { peers, away } = await stats(server);
    if (peers === count && away === 0) return;
  }
}

describe("a server that is killed and started again", () => {
  test.each([
    ["Chromium to Chromium", 96, () => chromium("a"), () => chromium("b")],
    ["Firefox to Chromium", 64, firefox, () => chromium("b")],
  ])("[PAGE3] %s: the transfer goes on, and the new server knows the session", async (_, mib, from, to) => {
    const file = makeFile({ name: "alone.bin", size: mib * MIB });
    const { sender, receiver } = await moving(from(), to(), file);
    await server.kill();
    server = await server.startAgain();
    await untilPeers(2);
    expect(await receiver.transfers()).toMatchObject([{ state: "moving" }]);
    await expectVerified(sender, receiver, file);
  });

  test("[SIG15] gives a waiting sender another code, and says why", async () => {
    server = await startServer();
    const sender = await visit(firefox());
    const file = makeFile({ name: "patient.bin", size: 100_000 });
    await sender.choose(file);
    await sender.code();
    await server.kill();
    await sender.untilText("The server does not answer just now");
    server = await server.startAgain();
    await sender.untilText("The server no longer knows the old code");
    const receiver = await visit(chromium("b"));
    await receiver.typeCode(await sender.code());
    await receiver.accept();
    await expectVerified(sender, receiver, file);
  });

  test("[SIG15] and a channel that is lost in the same moment end nothing", async () => {
    const file = makeFile({ name: "unlucky.bin", size: 64 * MIB });
    const { sender, receiver } = await moving(chromium("a"), firefox(), file);
    await server.kill();
    await closeNewest(sender);
    await receiver.untilText("What has arrived is kept");
    server = await server.startAgain();
    await expectVerified(sender, receiver, file);
  });
});

describe("a channel that is lost", () => {
  test.each([
    ["Chromium to Chromium, by the sender", () => chromium("a"), () => chromium("b"), "sender"],
    ["Chromium to Firefox, by the receiver", () => chromium("a"), firefox, "receiver"],
    ["Firefox to Chromium, by the receiver", firefox, () => chromium("b"), "receiver"],
  ] as const)("[PAGE8] %s: is replaced, and the file goes on where it was", async (_, from, to, who) => {
    const file = makeFile({ name: "cut.bin", size: 48 * MIB });
    const { sender, receiver } = await moving(from(), to(), file);
    expect(await closeNewest(who === "sender" ? sender : receiver)).toBe(1);
    await expectVerified(sender, receiver, file);
    expect(await countConnections(sender)).toBe(2);
  });

  test("[PAGE8] a network that fails for a while costs nothing but time", async () => {
    const file = makeFile({ name: "dark.bin", size: 48 * MIB });
    // With a relay nobody would notice: its TCP goes on (TURN62).
    const { sender, receiver } = await moving(chromium("a"), firefox(), file, { TURN_ENABLED: "off" });
    cutUdp();
    try {
      await receiver.until("interrupted");
    } finally {
      healUdp();
    }
    await expectVerified(sender, receiver, file);
  });
});

test("[PAGE7] a phone that slept: a frozen page wakes to its code and its transfer", async () => {
  server = await startServer({ HEARTBEAT_INTERVAL: "1s" });
  const sender = await visit(chromium("a"));
  const file = makeFile({ name: "asleep.bin", size: 1 * MIB });
  await sender.choose(file);
  const code = await sender.code();
  const session = await sender.tab.page.createCDPSession();
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  const receiver = await visit(chromium("b"));
  await untilSilent();
  await receiver.typeCode(code);
  await receiver.untilText("The other device is away");
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await receiver.accept();
  await expectVerified(sender, receiver, file);
});

/** Resolves when the server has dropped a socket because nothing was heard on it. */
async function untilSilent(): Promise<void> {
  for (;;) {
    if (((await stats(server))["silentSockets"] ?? 0) > 0) return;
  }
}
