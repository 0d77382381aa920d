import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { AppPage, offer } from "./harness/app.ts";
import { chromiumIn } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
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

describe.skipIf(!canMakeNamespaces)("two devices behind two symmetric NATs", () => {
  const open: AppPage[] = [];
  let server: TestServer | undefined;
  let proxy: HidingProxy | undefined;

  beforeAll(makeNatNetwork);
  afterAll(removeNatNetwork);

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
    for (const page of [receiver, sender]) {
      expect(await page.until("done", "failed")).toMatchObject([{ state: "done", sha256: file.sha256 }]);
      const path = await page.tab.page.$eval(
        "[data-testid=path]",
        (chip) => (chip as HTMLElement).dataset["path"],
      );
      expect(path).toBe("relayed");
    }
    const saved = await receiver.tab.downloads.file({ size: file.size });
    expect(await sha256File(saved.path)).toBe(file.sha256);
  }

  test("[TURN63] are told why they cannot reach each other without a relay", async () => {
    server = await startServer({ TURN_ENABLED: "off" }, HERE);
    const file = makeFile({ name: "stays.bin", size: 1_024 });
    const sender = await AppPage.open(chromiumIn("peer-a"), server);
    const receiver = await AppPage.open(chromiumIn("peer-b"), server);
    open.push(sender, receiver);
    await offer(sender, receiver, [file]);
    for (const page of [sender, receiver]) await page.untilText("The devices cannot reach each other");
  });

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
