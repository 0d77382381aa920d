import { afterAll, afterEach, beforeAll, describe, test } from "bun:test";
import { AppPage, type AppPageOptions, offer } from "./harness/app.ts";
import { ownAuthority } from "./harness/authority.ts";
import { expectSound } from "./harness/axe.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { makeFile, makeSparse } from "./harness/files.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;
const PHONE = { width: 390, height: 844 };

/** As long and as unbreakable as cameras and scanners make them. */
const LONG_NAME = `${"scan_of_a_page_of_the_whole_archive_".repeat(4)}2026-11-23.jpeg`;

/** More than fit into a list that does not scroll. */
const small = [LONG_NAME, ...Array.from({ length: 9 }, (_, i) => `notes ${i}.pdf`)].map((name) =>
  makeFile({ name, size: 20_000 }),
);
const film = makeFile({ name: "The whole holiday.mov", size: 256 * MIB });

let server: TestServer;
const others: TestServer[] = [];
const open: AppPage[] = [];

beforeAll(async () => {
  server = await startServer({ TLS: "local-ca", DATA_DIR: ownAuthority().dataDir });
});

afterAll(() => server.stop());

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  await Promise.all(others.splice(0).map((other) => other.stop()));
});

async function serve(env: Readonly<Record<string, string>>): Promise<TestServer> {
  const other = await startServer(env);
  others.push(other);
  return other;
}

async function visit(
  browser: Promise<TestBrowser>,
  { on = server, ...options }: AppPageOptions & { readonly on?: TestServer } = {},
): Promise<AppPage> {
  const page = await AppPage.open(browser, on, options);
  // A page that is left while files move asks.
  page.tab.page.on("dialog", (dialog) => void dialog.accept());
  open.push(page);
  return page;
}

/** Opens the menu, at the first press. */
async function openMenu({ tab: { page } }: AppPage): Promise<void> {
  await page.locator("[data-testid=menu]").click();
  await page.waitForSelector("[data-testid=menu-content]");
}

describe("axe-core finds nothing, and nothing reaches over the side of a narrow screen", () => {
  test("[A11Y1] [A11Y2] Chromium, on the way from choosing files to their arrival", async () => {
    const sender = await visit(chromium("a"), { viewport: PHONE });
    const receiver = await visit(chromium("b"));
    await sender.tab.page.waitForSelector("[data-testid=secure-line]");
    await expectSound(sender, "home");
    await sender.tab.page.locator("[data-testid=text-open]").click();
    await sender.tab.page.waitForSelector("[data-testid=text-input]");
    await expectSound(sender, "home with a text");
    await sender.press("Cancel");
    await openMenu(sender);
    await expectSound(sender, "menu");
    await sender.tab.page.keyboard.press("End");
    await sender.tab.page.keyboard.press("Enter");
    await sender.tab.page.waitForSelector("[data-testid=about]");
    await expectSound(sender, "about");
    await sender.tab.page.keyboard.press("Escape");
    await receiver.typeCode("000000");
    await receiver.untilText("Nobody waits under this code");
    await expectSound(receiver, "wrong code");

    await offer(sender, receiver, small);
    await receiver.until("offered");
    await sender.untilText("The files go out as soon as");
    await expectSound(receiver, "offer");
    await expectSound(sender, "answer awaited");
    await receiver.accept();
    await Promise.all([sender.until("done"), receiver.until("done")]);
    await receiver.tab.page.locator("summary").click();
    await expectSound(receiver, "done");
    await receiver.tab.page.locator("[data-testid=text-open]").click();
    await receiver.tab.page.locator("[data-testid=text-input]").fill("See you at 7");
    await receiver.tab.page.locator("[data-testid=send-text]").click();
    await sender.tab.page.waitForSelector("[data-testid=offer]");
    await expectSound(sender, "offer of a text");
    await sender.accept();
    await sender.tab.page.waitForSelector("[data-testid=received-text]");
    await expectSound(sender, "received text");
    await sender.choose(...small);
    await receiver.tab.page.locator("[data-testid=decline]").click();
    await sender.until("done", "failed");
    await expectSound(sender, "declined");
    await sender.press("Close");
    await receiver.tab.page.waitForSelector("[data-testid=close]", { hidden: true });
    await expectSound(receiver, "ended");
  });

  test("[A11Y1] [A11Y2] Chromium, while files move, are held up and are ended", async () => {
    const sender = await visit(chromium("a"));
    const receiver = await visit(chromium("b"), { viewport: PHONE });
    await sender.choose(film);
    await sender.tab.page.waitForSelector(".qr");
    await expectSound(sender, "code");
    await receiver.typeCode(await sender.code());
    await receiver.accept();
    await receiver.untilMoving();
    await receiver.tab.page.locator("[data-testid=pause]").click();
    await Promise.all([sender.until("paused"), receiver.until("paused")]);
    await expectSound(receiver, "paused here");
    await expectSound(sender, "paused there");
    await sender.tab.page.locator("[data-testid=cancel]").click();
    await sender.tab.page.waitForSelector("[data-testid=question]");
    await expectSound(sender, "question");
    await sender.press("Keep going");
    await receiver.tab.page.locator("[data-testid=resume]").click();
    await receiver.untilMoving();
    await expectSound(receiver, "moving");
    await sender.tab.page.goto("about:blank");
    await receiver.untilText("closed or reloaded the page");
    await expectSound(receiver, "interrupted");
    await sender.tab.page.goto(server.url);
    await sender.tab.page.waitForSelector("[data-testid=choose-again]");
    await expectSound(sender, "choose again");
    await receiver.press("Cancel");
    await receiver.press("End it");
    await receiver.until("failed");
    await expectSound(receiver, "cancelled");
  });

  test("[A11Y1] [A11Y2] Chromium, where something is wrong", async () => {
    const hasty = await serve({ SESSION_TTL: "1s" });
    const late = await visit(chromium("a"), { on: hasty, viewport: PHONE });
    await late.choose(...small);
    await late.untilText("The code has expired");
    await expectSound(late, "expired");

    const steady = await serve({ MAX_SESSIONS: "1" });
    const sender = await visit(chromium("a"), { on: steady, viewport: PHONE });
    await sender.choose(...small);
    await sender.code(); // what shows a session is there now
    await sender.press("Cancel");
    await sender.tab.page.waitForSelector("[data-testid=code-input]");
    process.kill(steady.pid, "SIGSTOP");
    try {
      await sender.choose(...small);
      await sender.untilText("Getting a code");
      await expectSound(sender, "getting a code");
    } finally {
      process.kill(steady.pid, "SIGCONT");
    }
    await sender.code();
    const second = await visit(chromium("b"), { on: steady });
    await second.choose(...small);
    await second.untilText("The server is busy");
    await expectSound(second, "stopped");
    await steady.kill();
    await sender.untilText("The server does not answer just now");
    await expectSound(sender, "server away");

    const receiver = await visit(chromium("b"), { path: "/?save=memory", viewport: PHONE });
    const giver = await visit(chromium("a"));
    await giver.choose(makeSparse("backup.tar", 500 * MIB));
    await receiver.typeCode(await giver.code());
    await receiver.tab.page.waitForSelector("[data-testid=accept]:disabled");
    await expectSound(receiver, "too large");
    await giver.untilText("has room for");
    await expectSound(giver, "no room there");
  });

  test.each([
    ["Chromium", () => chromium("a")],
    ["Firefox", firefox],
  ])("[A11Y2] [A11Y1] %s, from right to left, and on the pages beside", async (_, browser) => {
    const app = await visit(browser(), { viewport: PHONE });
    await app.tab.page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    await expectSound(app, "home");
    await app.choose(...small);
    await app.code();
    await expectSound(app, "code");
    await app.tab.page.goto(`${server.url}/ca`);
    await expectSound(app, "trust");
    await app.tab.page.goto(`${server.url}/diagnostics`);
    await app.tab.page.waitForSelector("[data-testid=diagnostics]:not([data-state=running])");
    await app.tab.page.$eval("details", (about) => about.setAttribute("open", ""));
    await expectSound(app, "diagnostics");
  });
});
