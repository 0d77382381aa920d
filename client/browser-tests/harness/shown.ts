import type { Page } from "puppeteer-core";

/** Everything in the window that can be pressed or typed into and is smaller than this many px either way. */
export function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((min) => {
    const all = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary");
    const shown = [...all].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    return shown.flatMap((one) => {
      const label = one.closest("label"); // pressing it presses what it holds
      const { width, height } = (label ?? one).getBoundingClientRect();
      // What screen readers alone are given is one px small, and nothing that a finger could miss.
      const isHidden = width <= 1 && height <= 1;
      const isLarge = width > min - 0.5 && height > min - 0.5;
      return isHidden || isLarge ? [] : [`${width} x ${height}: ${one.outerHTML.slice(0, 120)}`];
    });
  }, least);
}

/** Texts on the page that are written smaller than this many px. */
export function smallTexts(page: Page, least: number): Promise<string[]> {
  return page.evaluate((min) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: parent, textContent } = node;
      if (!parent?.checkVisibility() || !textContent?.trim()) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < min) small.push(`${size}: ${textContent}`);
    }
    return small;
  }, least);
}
