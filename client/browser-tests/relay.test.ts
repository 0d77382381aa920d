import { afterEach, describe, expect, test } from "bun:test";
import { LAN_NAME } from "../../config/tasks/isolated-network.ts";
import { AppPage, offer } from "./harness/app.ts";
import { expectRelayed, expectVerified, stats } from "./harness/arrival.ts";
import { trustedCertificate } from "./harness/authority.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import { cutTcpPort, cutUdp, healTcpPort, healUdp } from "./harness/network.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;

const PAIRS = [
  ["Chromium", "Chromium", 32, () => chromium("a"), () => chromium("b")],
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

describe("a file", () => {
  test.each(PAIRS)("[TURN60] over UDP with ?ice=relay, %s to %s, %i MiB", async (_, __, mib, from, to) => {
    server = await startServer();
    const file = makeFile({ name: "over UDP.bin", size: mib * MIB });
    const { sender, receiver } = await offered(from(), to(), file, "/?ice=relay");
    await receiver.accept();
    await expectRelayed(sender, receiver, file, server);
  });

  test.each(PAIRS)(
    "[TURN60] over TCP where no UDP arrives, %s to %s, %i MiB",
    async (_, __, mib, from, to) => {
      server = await startServer();
      cutUdp();
      heals.push(healUdp);
      const file = makeFile({ name: "over TCP.bin", size: mib * MIB });
      const { sender, receiver } = await offered(from(), to(), file);
      expect((await stats(server))["relayConnections"]).toBeGreaterThanOrEqual(2);
      await receiver.accept();
      await expectRelayed(sender, receiver, file, server);
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
      await receiver.accept();
      await expectRelayed(sender, receiver, file, server);
    },
  );
});

describe("a relayed connection", () => {
  test("[TURN62] survives a server that is killed and started again, and with it the relay", async () => {
    server = await startServer();
    const file = makeFile({ name: "restart.bin", size: 48 * MIB });
    const { sender, receiver } = await offered(chromium("a"), chromium("b"), file, "/?ice=relay");
    await receiver.accept();
    await receiver.untilMoving();
    await server.kill();
    server = await server.startAgain();
    await expectVerified(sender, receiver, file);
    expect((await stats(server))["relayBytes"]).toBeGreaterThan(MIB);
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
  expect((await stats(server))["relayBytes"]).toBeGreaterThan(MIB);
});
