import type { Page } from "puppeteer-core";
import { chromium } from "./harness/browsers.ts";
import type { TestServer } from "./harness/server.ts";
import { film, papers, type Stage } from "./screenshots-stage.ts";

/** Screens that are smaller, flatter and larger than those of the looks. */
const SIZES = {
  narrow: { width: 320, height: 640 },
  landscape: { width: 740, height: 360 },
  "4k": { width: 3_840, height: 2_160 },
};

/** What stands around and over every screen, pages from right to left, and unusual sizes. */
export async function playFrame(stage: Stage, server: TestServer): Promise<void> {
  const [sender, receiver] = await stage.pair(server);
  const { page } = sender.tab;
  await openMenu(page);
  await stage.take(sender, "menu");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-testid=about]");
  await stage.take(sender, "about");
  await page.keyboard.press("Escape");
  await page.waitForSelector("[data-testid=about]", { hidden: true });
  const usual = page.viewport();
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewport(size);
    await stage.take(sender, `home-${name}`);
  }
  await page.setViewport(usual);
  for (const { tab } of [sender, receiver]) {
    await openMenu(tab.page);
    await tab.page.locator("[data-value=ar]").click();
  }
  await stage.take(sender, "home-rtl");
  await sender.choose(film, ...papers);
  await page.waitForSelector(".qr");
  await stage.take(sender, "code-rtl");
  await receiver.typeCode(await sender.code());
  await receiver.accept();
  await receiver.untilArrived(film.size / 3);
  await Promise.all([stage.take(sender, "moving-rtl-sender"), stage.take(receiver, "moving-rtl-receiver")]);
  await page.locator("[data-testid=cancel]").click();
  await page.waitForSelector("[data-testid=question]");
  await stage.take(sender, "question-rtl");
  const other = await stage.visit(chromium("a"), server);
  const session = await other.tab.page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.setBlockedURLs", { urls: ["*/assets/de-*"] });
  await openMenu(other.tab.page);
  await other.tab.page.locator("[data-value=de]").click();
  await other.untilText("could not be fetched");
  await stage.take(other, "language-failed");
}

async function openMenu(page: Page): Promise<void> {
  await page.locator("[data-testid=menu]").click();
  await page.waitForSelector("[data-testid=menu-content]");
}
