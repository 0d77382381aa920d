import { expect, test } from "bun:test";
import { type AppPage, offer } from "./harness/app.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { makeFiles } from "./harness/files.ts";
import { useServer } from "./harness/visits.ts";

const FILES = 120;

const visit = useServer();

test.each([
  ["Chromium", () => chromium("b")],
  ["Firefox", firefox],
])("%s: what can be done with each of many files is reached with the keyboard alone", async (_, browser) => {
  const sender = await visit(chromium("a"));
  const receiver = await visit(browser());
  await offer(sender, receiver, makeFiles(FILES, 1_000, "row"));
  await receiver.accept();
  await receiver.until("done");
  expect(await detailedRows(receiver)).toBeLessThan(FILES);
  await receiver.tab.page.focus("[data-testid=transfer] summary");
  // A digest to open, and a link to save the file again.
  for (let press = 0; press < 2 * FILES; press++) {
    await receiver.tab.page.keyboard.press("Tab");
    await drawn(receiver);
  }
  expect(await detailedRows(receiver)).toBe(FILES);
});

/** Resolves when the page is on screen as it is now: no person presses keys faster than that. */
function drawn({ tab }: AppPage): Promise<void> {
  return tab.page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))),
  );
}

/** Rows in which more stands than a name. */
function detailedRows({ tab }: AppPage): Promise<number> {
  return tab.page.$$eval("[data-testid=transfer]:has(summary)", ({ length }) => length);
}
