import type { JSHandle } from "puppeteer-core";

/** The driver gives up on a single call after 180 s, and a stalled transfer takes longer. */
const CALL_MS = 60_000;

const DEADLINE_MS = 300_000;

/** Awaits the promise `finished` of an object inside a page. @throws after 300 s */
export async function finished<T>(run: JSHandle<{ readonly finished: Promise<T> }>): Promise<T> {
  const giveUpAt = performance.now() + DEADLINE_MS;
  while (performance.now() < giveUpAt) {
    const result = await run.evaluate(
      (inPage, ms) =>
        Promise.race([
          inPage.finished.then((value) => ({ value })),
          new Promise<undefined>((resolve) => setTimeout(resolve, ms)),
        ]),
      CALL_MS,
    );
    if (result) return result.value as T;
  }
  throw new Error(`the transfer did not end within ${DEADLINE_MS / 1000} s`);
}
