import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AppPage, offer } from "./harness/app.ts";
import { chromium, closeBrowsers } from "./harness/browsers.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import { cutTcpPort, cutUdp, healTcpPort, healUdp } from "./harness/network.ts";
import type { PageOptions } from "./harness/pages.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { removeTempFolders } from "./harness/temp-folder.ts";

// `bun run shots`: a picture of every screen, in both schemes, at desktop and phone size.

const MIB = 1_048_576;
const FOLDER = join(import.meta.dir, "shots");
const README_IMAGES = join(import.meta.dir, "..", "..", "docs", "images");

interface Look {
  readonly name: string;
  readonly options: PageOptions;
}

const LOOKS: readonly Look[] = (["light", "dark"] as const).flatMap((colorScheme) => [
  { name: `desktop-${colorScheme}`, options: { colorScheme, viewport: { width: 1280, height: 800 } } },
  { name: `phone-${colorScheme}`, options: { colorScheme, viewport: { width: 390, height: 844 } } },
]);

const files: readonly TestFile[] = [
  makeFile({ name: "Summer at the lake.mov", size: 48 * MIB }),
  makeFile({ name: "notes.pdf", size: 2_411_000 }),
  makeFile({
    name: "a very long name that a camera or a scanner gave to one of its pictures 2026-11-23.jpeg",
    size: 4_200_000,
  }),
];

try {
  for (const look of LOOKS) await takeAll(look);
} finally {
  await closeBrowsers();
  removeTempFolders();
}

async function takeAll({ name, options }: Look): Promise<void> {
  const server = await startServer();
  mkdirSync(join(FOLDER, name), { recursive: true });
  const take = async (page: AppPage, screen: string) => {
    const path = join(FOLDER, name, `${screen}.png`) as `${string}.png`;
    await page.tab.page.screenshot({ path, fullPage: true });
    if (name === "phone-light" && ["code", "moving-receiver", "done-receiver"].includes(screen)) {
      const image = join(README_IMAGES, `${screen.replace("-receiver", "")}.png`);
      mkdirSync(README_IMAGES, { recursive: true });
      await Bun.write(image, Bun.file(path));
    }
  };
  await takeWay(server, options, take);
  await takeTrouble(server, options, take);
  await takeReturn(options, take);
  await takeNoPath(options, take);
  await server.stop();
}

type Take = (page: AppPage, screen: string) => Promise<void>;

/** From choosing files to their arrival. */
async function takeWay(server: TestServer, options: PageOptions, take: Take): Promise<void> {
  const sender = await AppPage.open(chromium("a"), server, options);
  const receiver = await AppPage.open(chromium("b"), server, options);
  await sender.tab.page.waitForSelector("[data-testid=file-input]");
  await take(sender, "home");
  await sender.choose(...files);
  const code = await sender.code();
  await take(sender, "code");
  await receiver.typeCode(code);
  await receiver.until("offered");
  await sender.untilText("The files go out as soon as");
  await take(receiver, "offer");
  await take(sender, "answer-awaited");
  await receiver.accept();
  await receiver.tab.page.waitForFunction(
    () => Number(document.querySelector<HTMLElement>("[data-testid=transfer]")?.dataset["bytes"]) > 24e6,
    { polling: "mutation" },
  );
  await Promise.all([take(receiver, "moving-receiver"), take(sender, "moving-sender")]);
  await Promise.all([sender.until("done"), receiver.until("done")]);
  await receiver.tab.page.locator("summary").click();
  await take(receiver, "done-receiver");
  await take(sender, "done-sender");
  await sender.tab.close();
  await receiver.tab.close();
}

/** What a person sees when something is wrong. */
async function takeTrouble(server: TestServer, options: PageOptions, take: Take): Promise<void> {
  const hasty = await startServer({ SESSION_TTL: "1s" });
  const sender = await AppPage.open(chromium("a"), hasty, options);
  await sender.choose(...files);
  await sender.untilText("The code has expired");
  await take(sender, "expired");
  await hasty.stop();
  await sender.press("New code");
  await sender.untilText("The server does not answer");
  await take(sender, "server-gone");
  await sender.tab.close();

  const [one, two] = [
    await AppPage.open(chromium("a"), server, options),
    await AppPage.open(chromium("b"), server, options),
  ];
  await two.typeCode("000000");
  await two.untilText("Nobody waits under this code");
  await take(two, "wrong-code");
  const hour = makeFile({ name: "interrupted.bin", size: 128 * MIB });
  await offer(one, two, [...files.slice(1), hour]);
  await two.accept();
  await two.untilText("Verified");
  await one.tab.close();
  await two.untilText("The other device left");
  await take(two, "peer-left");
  await two.tab.close();
}

/** What a person sees while the page comes back by itself. */
async function takeReturn(options: PageOptions, take: Take): Promise<void> {
  let server = await startServer({ SESSION_TTL: "20s", RATE_LIMIT_MISSES: "1/10m" });
  const [sender, receiver] = [
    await AppPage.open(chromium("a"), server, options),
    await AppPage.open(chromium("b"), server, options),
  ];
  await sender.choose(...files);
  await sender.untilText("This code runs out soon");
  await take(sender, "code-expiring");
  await sender.press("New code");
  await sender.code();
  await server.kill();
  await sender.untilText("The server does not answer just now");
  await take(sender, "server-away");
  server = await server.startAgain();
  await sender.untilText("no longer knows the old code");
  await take(sender, "code-replaced");
  for (const code of ["000000", "000001"]) await receiver.typeCode(code);
  await receiver.untilText("Too many tries");
  await take(receiver, "rate-limited");
  await receiver.tab.close();
  await server.stop();
  await sender.tab.close();
  await takeInterrupted(options, take);
}

async function takeInterrupted(options: PageOptions, take: Take): Promise<void> {
  const server = await startServer({ TURN_ENABLED: "off" }); // its TCP would take over
  const [sender, receiver] = [
    await AppPage.open(chromium("a"), server, options),
    await AppPage.open(chromium("b"), server, options),
  ];
  await offer(sender, receiver, files);
  await receiver.accept();
  await receiver.untilMoving();
  cutUdp();
  try {
    await receiver.untilText("What has arrived is kept");
    await sender.untilText("What has arrived is kept");
    await Promise.all([take(receiver, "interrupted-receiver"), take(sender, "interrupted-sender")]);
  } finally {
    healUdp();
  }
  await receiver.until("done");
  await Promise.all([sender.tab.close(), receiver.tab.close()]);
  await server.stop();
}

/** What a person sees where neither a direct path nor the relay works, and where only the relay does. */
async function takeNoPath(options: PageOptions, take: Take): Promise<void> {
  const server = await startServer();
  const pages = () =>
    Promise.all([AppPage.open(chromium("a"), server, options), AppPage.open(chromium("b"), server, options)]);
  cutUdp();
  try {
    const [sender, receiver] = await pages();
    await offer(sender, receiver, files.slice(1));
    await receiver.until("offered");
    await receiver.tab.page.waitForSelector("[data-path=relayed]");
    await take(receiver, "offer-relayed");
    await Promise.all([sender.tab.close(), receiver.tab.close()]);
    cutTcpPort(server.relay.port);
    const [one, two] = await pages();
    await offer(one, two, files.slice(1));
    await take(two, "connecting");
    await Promise.all([one, two].map((page) => page.untilText("There is no direct path either")));
    await take(two, "relay-unreachable");
    await Promise.all([one.tab.close(), two.tab.close()]);
  } finally {
    healUdp();
    healTcpPort();
  }
  await server.stop();
}
