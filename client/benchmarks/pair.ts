import { chromium } from "../browser-tests/harness/browsers.ts";
import { openPage, type TestPage } from "../browser-tests/harness/pages.ts";

/** Two fresh pages, each in a Chromium process of its own. */
export interface Pair {
  readonly sender: TestPage;
  readonly receiver: TestPage;
}

/** Opens a pair for `work` and closes it afterwards, whatever happens. */
export async function withPair<T>(work: (pair: Pair) => Promise<T>): Promise<T> {
  const open: TestPage[] = [];
  try {
    const sender = await openPage(chromium("a"));
    open.push(sender);
    const receiver = await openPage(chromium("b"));
    open.push(receiver);
    return await work({ sender, receiver });
  } finally {
    await Promise.all(open.map((page) => page.close()));
  }
}
