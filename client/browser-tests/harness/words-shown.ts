import type { Page } from "puppeteer-core";

/** How many words of text stand in the window as it is, without scrolling. */
export function wordsShown(page: Page): Promise<number> {
  return page.evaluate(() => {
    const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let words = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(node);
      const { width, height, top, bottom } = range.getBoundingClientRect();
      const parent = node.parentElement.getBoundingClientRect();
      // What screen readers alone are given is one px small.
      const isForEyes = width > 1 && height > 1 && parent.width > 1 && parent.height > 1;
      if (!isForEyes || bottom <= 0 || top >= innerHeight) continue;
      words += [...segmenter.segment(node.textContent ?? "")].filter(({ isWordLike }) => isWordLike).length;
    }
    return words;
  });
}
