import type { Page } from "puppeteer-core";

/** How a page came to a person's eyes, in ms since the navigation began. Chromium only. */
export interface Vitals {
  /** First text or picture. */
  readonly firstPaintMs: number;
  /** The largest text or picture that there was before anybody did something. */
  readonly largestPaintMs: number;
  /** What tasks took beyond 50 ms each since the first paint: a tap in between has to wait. */
  readonly blockedMs: number;
  /** Sum of all layout shifts that no tap or key brought about (Cumulative Layout Shift without its windows). */
  readonly layoutShift: number;
  /** What shifted, for whoever mends it. */
  readonly shifted: readonly string[];
  /** When the last script of the page had come. */
  readonly scriptsMs: number;
}

/** What this page's own timeline tells up to now. */
export function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(() => {
    interface Shift extends PerformanceEntry {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources?: readonly { readonly node: Node | null }[];
    }
    const recorded = (type: string) => {
      const observer = new PerformanceObserver(() => {});
      observer.observe({ type, buffered: true });
      const entries = observer.takeRecords();
      observer.disconnect();
      return entries;
    };
    const firstPaint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
    const shifts = (recorded("layout-shift") as Shift[]).filter(({ hadRecentInput }) => !hadRecentInput);
    const scripts = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"));
    return {
      firstPaintMs: firstPaint,
      largestPaintMs: recorded("largest-contentful-paint").at(-1)?.startTime ?? Number.NaN,
      blockedMs: recorded("longtask")
        .filter(({ startTime, duration }) => startTime + duration > firstPaint)
        .reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
      layoutShift: shifts.reduce((sum, { value }) => sum + value, 0),
      shifted: shifts.map(({ value, sources = [] }) => {
        const names = sources.map(({ node }) => (node instanceof Element ? node.outerHTML : `${node}`));
        return `${value.toFixed(3)} ${names.map((name) => name.slice(0, 60)).join(", ")}`;
      }),
      scriptsMs: Math.max(...scripts.map((script) => (script as PerformanceResourceTiming).responseEnd)),
    };
  });
}
