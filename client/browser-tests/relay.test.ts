import { afterEach, describe, expect, test } from "bun:test";
import { LAN_NAME } from "../../config/tasks/isolated-network.ts";
import { AppPage, offer } from "./harness/app.ts";
import { trustedCertificate } from "./harness/authority.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import { cutTcpPort, cutUdp, healTcpPort, healUdp } from "./harness/network.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;

const PAIRS = [
  ["Chromium", "Chromium", 64, () => chromium("a"), () => chromium("b")],
  ["Chromium", "Firefox", 16, () => chromium("a"), firefox],
  ["Firefox", "Chromium", 16, firefox, () => chromium("b")],
] as const;

const open: AppPage[] = [];
const heals: (() => void)[] = [];
let server: TestServer;

afterEach(async () => {
  for (const heal of heals.splice(0)) heal();
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  await server.stop();
});

/** Opens two pages, with a file offered by the first one. */
async function offered(
  from: Promise<TestBrowser>,
  to: Promise<TestBrowser>,
  file: TestFile,
  path = "/",
): Promise<{ sender: AppPage; receiver: AppPage }> {
  const sender = await AppPage.open(from, server, { path });
  const receiver = await AppPage.open(to, server, { path });
  open.push(sender, receiver);
  await offer(sender, receiver, [file]);
  await receiver.until("offered");
  return { sender, receiver };
}

/** The file arrives, and all of it by way of the relay. */
async function expectRelayed(sender: AppPage, receiver: AppPage, file: TestFile): Promise<void> {
  await receiver.accept();
  await expectVerified(sender, receiver, file);
  for (const { tab } of [sender, receiver]) {
    const path = await tab.page.$eval("[data-testid=path]", (chip) => (chip as HTMLElement).dataset["path"]);
    expect(path).toBe("relayed");
  }
  expect((await stats())["relayBytes"]).toBeGreaterThan(file.size);
}

async function expectVerified(sender: AppPage, receiver: AppPage, file: TestFile): Promise<void> {
  for (const page of [receiver, sender]) {
    expect(await page.until("done", "failed")).toMatchObject([{ state: "done", sha256: file.sha256 }]);
  }
  const saved = await receiver.tab.downloads.file({ size: file.size });
  expect(await sha256File(saved.path)).toBe(file.sha256);
}

async function stats(): Promise<Record<string, number>> {
  return (await (await fetch(`${server.url}/stats`)).json()) as Record<string, number>;
}

describe("a file", () => {
  test.each(PAIRS)("[TURN60] over UDP with ?ice=relay, %s to %s, %i MiB", async (_, __, mib, from, to) => {
    server = await startServer();
    const file = makeFile({ name: "over UDP.bin", size: mib * MIB });
    const { sender, receiver } = await offered(from(), to(), file, "/?ice=relay");
    await expectRelayed(sender, receiver, file);
  });

  test.each(PAIRS)(
    "[TURN60] over TCP where no UDP arrives, %s to %s, %i MiB",
    async (_, __, mib, from, to) => {
      server = await startServer();
      cutUdp();
      heals.push(healUdp);
      const file = makeFile({ name: "over TCP.bin", size: mib * MIB });
      const { sender, receiver } = await offered(from(), to(), file);
      expect((await stats())["relayConnections"]).toBeGreaterThanOrEqual(2);
      await expectRelayed(sender, receiver, file);
    },
  );

  // Firefox uses TURN over TLS only where the server has a name.
  test.each(PAIRS)(
    "[TURN60] over TLS where nothing else arrives, %s to %s, %i MiB",
    async (_, __, mib, from, to) => {
      const { certFile, keyFile } = trustedCertificate();
      const tls = { TLS: "files", TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile };
      server = await startServer({ ...tls, EXTERNAL_HOST: LAN_NAME });
      cutUdp();
      cutTcpPort(server.relay.port);
      heals.push(healUdp, healTcpPort);
      const file = makeFile({ name: "over TLS.bin", size: mib * MIB });
      const { sender, receiver } = await offered(from(), to(), file);
      await expectRelayed(sender, receiver, file);
    },
  );
});

describe("a relayed connection", () => {
  /** Longer than the 40 s after which a relay that signs no ChannelBind answer loses Chromium. */
  const IDLE_SECONDS = 60;

  test(`[TURN61] that is idle for ${IDLE_SECONDS} s still works, Chromium to Firefox`, async () => {
    server = await startServer();
    const file = makeFile({ name: "late.bin", size: MIB });
    const { sender, receiver } = await offered(chromium("a"), firefox(), file, "/?ice=relay");
    const from = (await stats())["uptimeSeconds"] ?? 0;
    // The server's own clock says when the time is over; asking it keeps nothing of the connection alive.
    while (((await stats())["uptimeSeconds"] ?? 0) < from + IDLE_SECONDS) await nextSecond(sender);
    expect(await receiver.transfers()).toMatchObject([{ state: "offered" }]);
    await expectRelayed(sender, receiver, file);
  });

  test("[TURN62] survives a server that is killed and started again, and with it the relay", async () => {
    server = await startServer();
    const file = makeFile({ name: "restart.bin", size: 48 * MIB });
    const { sender, receiver } = await offered(chromium("a"), chromium("b"), file, "/?ice=relay");
    await receiver.accept();
    await receiver.untilMoving();
    await server.kill();
    server = await server.startAgain();
    await expectVerified(sender, receiver, file);
    expect((await stats())["relayBytes"]).toBeGreaterThan(0);
  });
});

test("[TURN62] a transfer whose direct path a firewall cuts goes on through the relay", async () => {
  server = await startServer();
  const file = makeFile({ name: "firewall.bin", size: 48 * MIB });
  const { sender, receiver } = await offered(chromium("a"), chromium("b"), file);
  await receiver.accept();
  await receiver.untilMoving();
  cutUdp();
  heals.push(healUdp);
  await expectVerified(sender, receiver, file);
  expect((await stats())["relayBytes"]).toBeGreaterThan(0);
});

/** Resolves a second later by the page's clock. */
function nextSecond({ tab }: AppPage): Promise<void> {
  return tab.page.evaluate(() => new Promise<void>((resolve) => void setTimeout(resolve, 1_000)));
}
