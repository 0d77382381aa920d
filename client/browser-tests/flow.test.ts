import { describe, expect, test } from "bun:test";
import type { Page } from "puppeteer-core";
import type { AppPage } from "./harness/app.ts";
import { chromium, chromiumWithCamera, firefox } from "./harness/browsers.ts";
import { cameraFilm } from "./harness/camera-film.ts";
import { makeFile } from "./harness/files.ts";
import { useServer } from "./harness/visits.ts";

const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };

/** WebDriver BiDi does not know touch screens. */
const DESKTOP = { width: 1280, height: 800 };

const BROWSERS = [
  ["Chromium on a phone", () => chromium("b"), PHONE],
  ["Firefox on a desktop", firefox, DESKTOP],
] as const;

const visit = useServer();
const note = makeFile({ name: "note.bin", size: 1_000 });
const film = cameraFilm();

/** A page that shows a code. */
async function sender(): Promise<AppPage> {
  const page = await visit(chromium("a"));
  await page.choose(note);
  return page;
}

const field = ({ tab }: AppPage) =>
  tab.page.$eval("[data-testid=code-input]", (input) => {
    const { value, selectionStart, selectionEnd } = input as HTMLInputElement;
    return { value, selected: value.slice(selectionStart ?? 0, selectionEnd ?? 0) };
  });

/** A text is copied and pasted by the keyboard, outside of any field. */
async function paste({ tab }: AppPage, text: string): Promise<void> {
  await tab.page.evaluate((copied) => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = copied;
    field.select();
  }, text);
  await withControl(tab.page, "c");
  await tab.page.evaluate(() => document.querySelector("body > textarea")?.remove());
  await withControl(tab.page, "v");
}

async function withControl({ keyboard }: Page, key: "c" | "v"): Promise<void> {
  await keyboard.down("Control");
  await keyboard.press(key);
  await keyboard.up("Control");
}

describe.each(BROWSERS)("%s", (_, browser, viewport) => {
  test("[FLOW1] [FLOW3] a wrong code comes back, the right one is tried by itself, and one tap keeps the session", async () => {
    const one = await sender();
    const code = await one.code();
    const wrong = code === "000000" ? "000001" : "000000";
    const two = await visit(browser(), { viewport });
    const { page } = two.tab;
    const input = await page.waitForSelector("[data-testid=code-input]");
    await input?.type(wrong);
    await two.untilText("Nobody waits under this code");
    await page.waitForFunction(() => document.activeElement?.id === "code");
    const shown = `${wrong.slice(0, 3)} ${wrong.slice(3)}`;
    expect(await field(two)).toEqual({ value: shown, selected: shown }); // and it is not tried again
    await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
    await two.pressJoin(); // too late, and no harm
    await two.accept();
    await Promise.all([one.untilText("Ends by itself in 0:"), two.untilText("Ends by itself in 0:")]);
    expect(await page.title()).toBe("✓ Done · P2P Share");
    await page.locator("[data-testid=stay]").click();
    await Promise.all([one.untilText("wants to stay connected"), two.untilText("You stay connected")]);
    await one.tab.page.locator("[data-testid=close]").click();
    await page.waitForSelector("[data-testid=stay-line]", { hidden: true });
  });

  test("[FLOW1] a pasted code joins, and another text is sent", async () => {
    const one = await sender();
    const receiver = await visit(browser(), { viewport });
    await receiver.tab.page.waitForSelector("[data-testid=code-input]");
    const code = await one.code();
    await paste(receiver, `${code.slice(0, 3)}-${code.slice(3)}`);
    await receiver.until("offered");
    const third = await visit(browser(), { viewport });
    await third.tab.page.waitForSelector("[data-testid=code-input]");
    await paste(third, `The code is ${code}`);
    expect(await third.code()).toMatch(/^\d{6}$/);
    expect(await third.tab.page.title()).toBe("Ready to send · P2P Share");
  });

  test("[FLOW5] leaving while something moves is asked about first", async () => {
    const large = makeFile({ name: "large.bin", size: 256 * 1_048_576 });
    const one = await visit(chromium("a"));
    await one.choose(large);
    const two = await visit(browser(), { viewport });
    await two.tab.page.waitForSelector("[data-testid=code-input]");
    await two.typeCode(await one.code());
    await two.accept();
    await two.untilMoving();
    expect(await two.tab.page.title()).toMatch(/^\d+% · P2P Share$/);
    const asked = new Promise<string>((resolve) => {
      two.tab.page.once("dialog", (dialog) => {
        resolve(dialog.type());
        dialog.accept().catch(() => {}); // Firefox closes the page before it has answered
      });
    });
    // Browsers ask only about a page that a person has used: typing the code and accepting was that.
    void two.tab.page.close({ runBeforeUnload: true });
    expect(await asked).toBe("beforeunload");
  });
});

describe("a camera", () => {
  const scan = async (page: AppPage) => {
    await page.tab.page.locator("[data-testid=scan]").click();
    await page.tab.page.waitForSelector("[data-testid=scan-dialog]");
  };

  test("[FLOW2] scans the code, joins, and is off again; nothing comes from another server", async () => {
    const one = await sender();
    const receiver = await visit(chromiumWithCamera(), { isSecure: true, viewport: PHONE });
    film.show(`${new URL(receiver.tab.page.url()).origin}/#${await one.code()}`);
    await scan(receiver);
    await receiver.accept();
    await receiver.until("done");
    const hosts = receiver.tab.requests
      .filter((url) => /^(http|ws)/.test(url))
      .map((url) => new URL(url).host);
    expect(new Set(hosts)).toEqual(new Set([new URL(receiver.tab.page.url()).host]));
    expect(receiver.tab.requests.some((url) => /\/assets\/zxing_reader-[\w-]+\.wasm$/.test(url))).toBe(true);
    expect(receiver.tab.errors).toEqual([]);
  });

  test("[FLOW2] a code of another address is named, and only opened by a tap", async () => {
    film.show("https://other.example/#482913");
    const page = await visit(chromiumWithCamera(), { isSecure: true });
    await scan(page);
    await page.untilText("This code was made at other.example");
    const link = await page.tab.page.$eval(
      "[data-testid=scan-dialog] a",
      (a) => (a as HTMLAnchorElement).href,
    );
    expect(link).toBe("https://other.example/#482913");
    await page.tab.page.keyboard.press("Escape");
    await page.tab.page.waitForSelector("[data-testid=scan-dialog]", { hidden: true });
  });

  test("[FLOW2] is not offered on plain http, nor where there is none", async () => {
    const page = await visit(chromiumWithCamera());
    await page.tab.page.waitForSelector("[data-testid=code-input]");
    expect(await page.tab.page.$("[data-testid=scan]")).toBeNull();
  });
});
