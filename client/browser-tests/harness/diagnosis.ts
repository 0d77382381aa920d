import type { TestBrowser } from "./browsers.ts";
import { openPage, type PageOptions, type TestPage } from "./pages.ts";

/** Longer than any check may take. */
const DEADLINE_MS = 40_000;
const POLL_MS = 50;

/** One check as the page shows it. */
export interface ShownCheck {
  readonly state: string;
  readonly said: string;
  /** Empty where nothing is to be done. */
  readonly fix: string;
}

/** The diagnostics page in a browser, used through what outside tests rely on. */
export class DiagnosticsPage {
  readonly tab: TestPage;

  private constructor(tab: TestPage) {
    this.tab = tab;
  }

  /** @param origin of the page; @param before runs in the page before its own code */
  static async open(
    browser: Promise<TestBrowser>,
    origin: string,
    { before, ...options }: PageOptions & { readonly before?: () => void } = {},
  ): Promise<DiagnosticsPage> {
    const tab = await openPage(browser, options);
    if (before) await tab.page.evaluateOnNewDocument(before);
    await tab.page.goto(`${origin}/diagnostics`);
    await tab.page.waitForSelector("[data-testid=diagnostics]");
    return new DiagnosticsPage(tab);
  }

  /** Every check, once none of them runs any more. */
  async checks(): Promise<Readonly<Record<string, ShownCheck>>> {
    await this.tab.page.waitForFunction(
      () => {
        const states = [...document.querySelectorAll<HTMLElement>("[data-testid=check]")];
        return states.length > 0 && states.every(({ dataset }) => dataset["state"] !== "running");
      },
      { timeout: DEADLINE_MS, polling: POLL_MS },
    );
    const shown = await this.tab.page.$$eval("[data-testid=check]", (rows) =>
      rows.map((row) => {
        const { check = "", state = "" } = (row as HTMLElement).dataset;
        const [said = "", fix = ""] = [...row.querySelectorAll("p")].map(({ textContent }) => textContent);
        return [check, { state, said, fix }] as const;
      }),
    );
    return Object.fromEntries(shown);
  }

  /** Resolves when one check stands so. */
  async until(check: string, state: string): Promise<void> {
    await this.tab.page.waitForSelector(`[data-check=${check}][data-state=${state}]`);
  }

  close(): Promise<void> {
    return this.tab.close();
  }
}

/** How each check stands. */
export function statesOf(checks: Readonly<Record<string, ShownCheck>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(checks).map(([check, { state }]) => [check, state]));
}
