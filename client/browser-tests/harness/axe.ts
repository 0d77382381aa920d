import { expect } from "bun:test";
import { readFileSync } from "node:fs";
import type * as Axe from "axe-core";
import type { Page } from "puppeteer-core";
import type { AppPage } from "./app.ts";

/** What every screen has to keep: WCAG 2.2 at levels A and AA, and what axe calls best practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const SOURCE = readFileSync(Bun.resolveSync("axe-core/axe.min.js", import.meta.dir), "utf8");

/** Narrowest width of a page that WCAG 2.2 §1.4.10 has in mind, in CSS pixels. */
const NARROW = { width: 320, height: 640 };

/**
 * Fails where axe-core finds anything on the page as it is: all of its rules in the colours that are shown, and the
 * contrast in the other ones.
 *
 * @param screen what the page shows, for the message
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const violations = await page.evaluate(findViolations, TAGS);
  expect({ screen, violations }).toEqual({ screen, violations: [] });
}

/** Runs in the page. */
async function findViolations(tags: string[]): Promise<string[]> {
  const { axe } = window as unknown as { axe: typeof Axe };
  const root = document.documentElement;
  const told = ({ violations }: Pick<Axe.AxeResults, "violations">) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
    );
  // In the middle of a change the colours are neither the old nor the new ones.
  root.style.setProperty("--quick", "0ms");
  const run = (options: Axe.RunOptions): Promise<Axe.AxeResults> => axe.run(document, options);
  const found = told(await run({ runOnly: tags, resultTypes: ["violations"] }));
  const before = root.dataset["scheme"];
  const isDark =
    before === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : before === "dark";
  root.dataset["scheme"] = isDark ? "light" : "dark";
  const contrast = await run({ runOnly: { type: "rule", values: ["color-contrast"] } });
  found.push(...told(contrast).map((said) => `in other colours: ${said}`));
  if (before === undefined) delete root.dataset["scheme"];
  else root.dataset["scheme"] = before;
  return found;
}

/** What is on screen keeps the rules, in both colours, fits on a narrow screen, and nothing went wrong so far. */
export async function expectSound({ tab: { page, errors } }: AppPage, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  await expectFitting(page, screen);
  // A server that is away is said by the browser, too.
  const own = errors.filter((error) => !error.includes("ERR_CONNECTION_REFUSED"));
  expect({ screen, own }).toEqual({ screen, own: [] });
}

/** Fails where something reaches over the side of a narrow screen, also with letters of twice the size. */
export async function expectFitting(page: Page, screen: string): Promise<void> {
  const before = page.viewport();
  await page.setViewport(NARROW);
  const tooWide = await page.evaluate(findTooWide);
  await page.setViewport(before);
  expect({ screen, tooWide }).toEqual({ screen, tooWide: [] });
}

/** Runs in the page. @returns what begins before or ends behind the screen */
async function findTooWide(): Promise<string[]> {
  const root = document.documentElement;
  const found: string[] = [];
  for (const letters of ["100%", "200%"]) {
    root.style.fontSize = letters;
    // What is laid out by a script follows with the frame after next.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    if (root.scrollWidth <= root.clientWidth) continue;
    found.push(`the page at ${letters}: ${root.scrollWidth} px`);
    for (const element of document.body.querySelectorAll("*")) {
      const { left, right } = element.getBoundingClientRect();
      const isOver = left < -0.5 || right > root.clientWidth + 0.5;
      if (isOver)
        found.push(`${letters}: <${element.localName} class="${element.classList}"> ${left} to ${right}`);
    }
  }
  root.style.fontSize = "";
  return found;
}
