import { afterEach, expect, test } from "bun:test";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { AppPage, offer } from "./harness/app.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { closeAll, keepConnections } from "./harness/connections.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import { cutUdp, healUdp } from "./harness/network.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;
/** So much is still to come at the last blow, at least: what is on its way by then cannot be paused any more. */
const REST_BYTES = 38 * MIB;
const UNDER_WAY = expect.stringMatching(/^(moving|paused|interrupted)$/);

let server: TestServer;
const open: AppPage[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  await server.stop();
});

/** Two pages, and what is sent from the one to the other. */
interface Pair {
  readonly sender: AppPage;
  readonly receiver: AppPage;
  readonly file: TestFile;
}

/** What happens to a transfer at a drawn moment; resolves when it goes on. */
const BLOWS: Readonly<Record<string, (pair: Pair) => Promise<void>>> = {
  "the network is cut off": async ({ receiver }) => {
    cutUdp();
    try {
      await receiver.until("interrupted");
    } finally {
      healUdp();
    }
  },
  "every channel closes at the sender": ({ sender }) => closeAll(sender),
  "every channel closes at the receiver": ({ receiver }) => closeAll(receiver),
  "the receiver's page is reloaded": async ({ receiver }) => {
    await receiver.tab.page.reload();
  },
  "the sender's page is reloaded": async ({ sender, file }) => {
    await sender.tab.page.reload();
    await sender.chooseAgain(file);
  },
  "the server is killed and started again": async () => {
    await server.kill();
    server = await server.startAgain();
  },
  "the sender pauses": ({ sender, receiver }) => pause(sender, receiver),
  "the receiver pauses": ({ sender, receiver }) => pause(receiver, sender),
};

async function pause(who: AppPage, other: AppPage): Promise<void> {
  await who.tab.page.locator("[data-testid=pause]").click();
  for (const page of [who, other]) await page.until("paused");
  await who.tab.page.locator("[data-testid=resume]").click();
}

test.each<[string, number, () => Promise<TestBrowser>, () => Promise<TestBrowser>, boolean, number]>([
  ["Chromium to Chromium, on plain http", 128, () => chromium("a"), () => chromium("b"), false, 1],
  ["Chromium to Chromium, in a secure context", 128, () => chromium("a"), () => chromium("b"), true, 15],
  ["Chromium to Firefox", 128, () => chromium("a"), firefox, false, 3],
  ["Firefox to Chromium", 128, firefox, () => chromium("b"), false, 4],
])(
  "[XFER14] %s: %i MiB survive five blows at drawn moments",
  async (_, mib, from, to, isSecure, seed) => {
    const size = mib * MIB;
    const random = new SeededRandom(seed * 104_729);
    const blows = drawn(Object.keys(BLOWS), 5, random);
    // With a relay a cut of UDP would not be noticed: its TCP goes on (TURN62).
    server = await startServer({ TURN_ENABLED: "off" });
    const file = makeFile({ name: `blows-${seed}.bin`, size });
    const visit = async (browser: Promise<TestBrowser>) => {
      const page = await AppPage.open(browser, server, { before: keepConnections, isSecure });
      // A page with a transfer under way asks before it is left.
      page.tab.page.on("dialog", (dialog) => void dialog.accept());
      open.push(page);
      return page;
    };
    const pair = { sender: await visit(from()), receiver: await visit(to()), file };
    await offer(pair.sender, pair.receiver, [file]);
    await pair.receiver.accept();
    for (const [number, blow] of blows.entries()) {
      const moment = ((number + random.below(1_000) / 1_000) / blows.length) * (size - REST_BYTES);
      await pair.receiver.untilArrived(moment);
      // A blow after the end would prove nothing.
      expect([blow, await pair.receiver.transfers()]).toMatchObject([blow, [{ state: UNDER_WAY }]]);
      await BLOWS[blow]?.(pair).catch(async (cause: unknown) => {
        const shown = await Promise.all([pair.sender, pair.receiver].map((page) => page.text()));
        throw new Error(`${blow}: the sender shows ${shown[0]}; the receiver shows ${shown[1]}`, { cause });
      });
    }
    for (const page of [pair.receiver, pair.sender]) {
      expect([blows, await page.until("done", "failed")]).toMatchObject([
        blows,
        [{ state: "done", sha256: file.sha256 }],
      ]);
    }
    const saved = await pair.receiver.tab.downloads.file({ size });
    expect(await sha256File(saved.path)).toBe(file.sha256);
  },
  240_000,
);

/** So many of them, none twice, in a drawn order. */
function drawn<T>(all: readonly T[], count: number, random: SeededRandom): T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat();
}
