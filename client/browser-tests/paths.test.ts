import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { AppPage, offer } from "./harness/app.ts";
import { expectRelayed, stats } from "./harness/arrival.ts";
import { chromium, chromiumIn, firefox, type TestBrowser } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { HidingProxy } from "./harness/hiding-proxy.ts";
import {
  blockUdp,
  CONTAINER_ADDRESS,
  inPlace,
  makeNatNetwork,
  PUBLIC_ADDRESS,
  prepareNamespaces,
  removeNatNetwork,
} from "./harness/nat-network.ts";
import { type ServerPlace, startServer, type TestServer } from "./harness/server.ts";

const HERE: ServerPlace = { address: PUBLIC_ADDRESS, wrap: (command) => [...command] };

/** Reached only by way of a proxy, which has the public address. */
const CONTAINER: ServerPlace = {
  address: PUBLIC_ADDRESS,
  wrap: (command) => inPlace("container", command),
};

const canMakeNamespaces = prepareNamespaces();
if (!canMakeNamespaces) {
  process.stderr.write(
    "\n*** TESTS OF REAL NETWORK PATHS SKIPPED: named network namespaces need root ***\n\n",
  );
}

if (canMakeNamespaces) {
  beforeAll(makeNatNetwork);
  afterAll(removeNatNetwork);
}

/** A server, and two pages with a file offered by the first one; all of them end with the test. */
async function offered(
  ending: AsyncDisposableStack,
  from: Promise<TestBrowser>,
  to: Promise<TestBrowser>,
  { env, place, path = "/" }: { env?: Record<string, string>; place?: ServerPlace; path?: string },
) {
  const server = await startServer(env, place);
  ending.defer(() => server.stop());
  const file = makeFile({ name: "waits.bin", size: 1_048_576 });
  const sender = await AppPage.open(from, server, { path });
  ending.defer(() => sender.tab.close());
  const receiver = await AppPage.open(to, server, { path });
  ending.defer(() => receiver.tab.close());
  await offer(sender, receiver, [file]);
  return { server, file, sender, receiver };
}

// They only wait, so they wait beside each other.
describe.concurrent("what takes its time", () => {
  /** Longer than the 40 s after which a relay that signs no ChannelBind answer loses Chromium. */
  const IDLE_SECONDS = 60;

  test(`[TURN61] a relayed connection that is idle for ${IDLE_SECONDS} s still works, Chromium to Firefox`, async () => {
    await using ending = new AsyncDisposableStack();
    const relayed = await offered(ending, chromium("a"), firefox(), { path: "/?ice=relay" });
    const { server, file, sender, receiver } = relayed;
    await receiver.until("offered");
    const uptime = async () => (await stats(server))["uptimeSeconds"] ?? 0;
    const from = await uptime();
    // The server's own clock says when the time is over; asking it keeps nothing of the connection alive.
    while ((await uptime()) < from + IDLE_SECONDS) await nextSecond(sender);
    expect(await receiver.transfers()).toMatchObject([{ state: "offered" }]);
    await receiver.accept();
    await expectRelayed(sender, receiver, file, server);
  });

  test.skipIf(!canMakeNamespaces)(
    "[TURN63] two devices behind two symmetric NATs are told why they cannot reach each other without a relay",
    async () => {
      const env = { TURN_ENABLED: "off" };
      await using ending = new AsyncDisposableStack();
      const places = [chromiumIn("peer-a"), chromiumIn("peer-b")] as const;
      const { sender, receiver } = await offered(ending, ...places, { env, place: HERE });
      for (const page of [sender, receiver]) {
        await page.untilText("The devices cannot reach each other");
        await page.tab.page.waitForSelector("main a[href='/diagnostics']");
      }
    },
  );
});

describe.skipIf(!canMakeNamespaces)("two devices behind two symmetric NATs", () => {
  const open: AppPage[] = [];
  let server: TestServer | undefined;
  let proxy: HidingProxy | undefined;

  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
    proxy?.close();
    await server?.stop();
    server = undefined;
    proxy = undefined;
  });

  async function expectVerifiedFile(running: TestServer): Promise<void> {
    const file = makeFile({ name: "through the NATs.bin", size: 8 * 1_048_576 });
    const sender = await AppPage.open(chromiumIn("peer-a"), running);
    const receiver = await AppPage.open(chromiumIn("peer-b"), running);
    open.push(sender, receiver);
    await offer(sender, receiver, [file]);
    await receiver.accept();
    await expectRelayed(sender, receiver, file, running);
  }

  test("[TURN63] get a file to each other over UDP", async () => {
    server = await startServer({}, HERE);
    await expectVerifiedFile(server);
  });

  test("[TURN63] the server behind a proxy that hides their addresses, as Docker has one", async () => {
    server = await startServer({}, CONTAINER);
    proxy = new HidingProxy(PUBLIC_ADDRESS, CONTAINER_ADDRESS);
    await proxy.tcp(Number(new URL(server.url).port));
    await proxy.tcp(server.relay.port);
    await proxy.udp(server.relay.port);
    await expectVerifiedFile(server);
  });

  test("[TURN63] one of which lets no UDP through, so that TCP remains", async () => {
    blockUdp("a");
    server = await startServer({}, HERE);
    await expectVerifiedFile(server);
  });
});

/** Resolves a second later by the page's clock. */
function nextSecond({ tab }: AppPage): Promise<void> {
  return tab.page.evaluate(() => new Promise<void>((resolve) => void setTimeout(resolve, 1_000)));
}
