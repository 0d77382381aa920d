import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "puppeteer-core";
import { AppPage, offer } from "./harness/app.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const film = makeFile({ name: "film.mov", size: 256 * 1_048_576 });

let server: TestServer;
const open: AppPage[] = [];

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
});

async function visit(browser: Promise<TestBrowser>): Promise<AppPage> {
  const app = await AppPage.open(browser, server);
  open.push(app);
  await app.tab.page.waitForSelector("[data-testid=file-input]");
  return app;
}

const hasFocus = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

/** Goes on with Tab until something has the focus, which is to be seen all the way. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs++) {
    await page.keyboard.press("Tab");
    if (!(await hasFocus(page, selector))) continue;
    const outline = await page.evaluate(() => {
      const focused = document.activeElement;
      // The label of a file input that cannot be styled shows it in its place.
      const shown = focused?.matches(".dialog") ? focused.nextElementSibling : focused;
      return shown ? getComputedStyle(shown).outlineStyle : "";
    });
    expect({ selector, outline }).toEqual({ selector, outline: "solid" });
    return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** Waits until a screen's heading has the focus. */
async function headingFocused(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.activeElement?.matches("h1") && document.activeElement.textContent.includes(wanted),
    {},
    words,
  );
}

test("[A11Y3] a text goes from Chromium to Firefox by the keyboard alone", async () => {
  const sender = await visit(chromium("a"));
  const receiver = await visit(firefox());
  const [from, to] = [sender.tab.page, receiver.tab.page];
  await tabTo(from, "[data-testid=file-input]");
  await tabTo(from, "[data-testid=text-open]");
  await from.keyboard.press("Enter");
  await from.waitForSelector("[data-testid=text-input]:focus");
  await from.keyboard.type("See you at 7");
  await tabTo(from, "[data-testid=send-text]");
  await from.keyboard.press("Enter");
  const code = await sender.code();
  await headingFocused(from, "Ready to send");
  const named = await from.$eval("[data-testid=code]", (shown) => shown.getAttribute("aria-label"));
  expect(named).toBe(`Code ${[...code].join(" ")}`);
  expect(await from.$eval(".figures", (countdown) => countdown.getAttribute("aria-live"))).toBe("off");

  await tabTo(to, "[data-testid=code-input]");
  await to.keyboard.type(code);
  await to.keyboard.press("Enter");
  await headingFocused(to, "sends you");
  await tabTo(to, "[data-testid=accept]");
  await to.keyboard.press("Enter");
  await Promise.all([sender.until("done"), receiver.until("done")]);
  await Promise.all([headingFocused(from, "verified"), headingFocused(to, "verified")]);
  await tabTo(to, "[data-testid=close]");
  await to.keyboard.press("Enter");
  await headingFocused(to, "Send files");
});

test("[A11Y5] what would end a transfer asks first, and stays where it was by itself", async () => {
  const sender = await visit(chromium("a"));
  const receiver = await visit(chromium("b"));
  await offer(sender, receiver, [film]);
  await receiver.accept();
  await receiver.untilMoving();
  const { page } = sender.tab;
  const asked = () => page.waitForSelector("[data-testid=question-stay]:focus");

  await tabTo(page, "[data-testid=cancel]");
  await page.keyboard.press("Enter");
  await asked();
  await page.keyboard.press("Escape");
  await page.waitForSelector("[data-testid=cancel]:focus");
  await page.locator(".brand").click();
  await asked();
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-testid=question]", { hidden: true });
  await receiver.untilMoving();

  await page.locator("[data-testid=cancel]").click();
  await asked();
  await receiver.press("Cancel");
  await receiver.press("End it");
  await sender.until("failed");
  await page.waitForSelector("[data-testid=question]", { hidden: true });
  await sender.untilText("The transfer was cancelled.");
  await page.locator(".brand").click();
  await headingFocused(page, "Send files");
});

test.each([
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
])("[A11Y4] %s: the menu opens at the first press, and what is chosen in it stays", async (_, browser) => {
  const { page } = (await visit(browser())).tab;
  const shown = () =>
    page.evaluate(() => [
      document.documentElement.lang,
      getComputedStyle(document.documentElement).colorScheme,
    ]);
  await page.evaluate(() => document.querySelector<HTMLButtonElement>("[data-testid=menu]")?.click());
  await page.waitForSelector("[role=menu]:focus, [role=menuitemradio]:focus");
  await page.keyboard.press("Escape");
  await page.waitForSelector("[data-testid=menu]:focus");
  for (const [keys, value] of [
    [["Home", "ArrowDown"], "de"],
    [["End", "ArrowUp", "ArrowUp"], "dark"],
  ] as const) {
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=menuitemradio]:focus");
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForSelector(`[data-value=${value}]:focus`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-testid=menu]:focus");
  }
  expect(await shown()).toEqual(["de", "dark"]);
  await page.reload();
  await page.waitForSelector("[data-testid=file-input]");
  expect(await shown()).toEqual(["de", "dark"]);
});

test("[A11Y6] a message is said politely, and can be sent away by the keyboard", async () => {
  const app = await visit(chromium("a"));
  const { page } = app.tab;
  await app.choose(film);
  await app.press("Copy link");
  await app.untilText("Link copied");
  const live = await page.$eval("[data-testid=toast]", (toast) => [
    toast.getAttribute("role"),
    toast.getAttribute("aria-live"),
  ]);
  expect(live).toEqual(["status", "polite"]);
  await tabTo(page, "[data-testid=toast] .icon-button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-testid=toast]", { hidden: true });
  await app.code();
});
