import type { JSHandle } from "puppeteer-core";

/** The driver gives up on a single call after 180 s, and a stalled transfer takes longer. */
const CALL_MS = 60_000;

/** How long so many bytes may take: as at 1 MB/s, and two minutes more, which a slow link needs. */
export function deadlineMs(bytes: number): number {
  return 120_000 + bytes / 1_000;
}

/** Awaits the promise `finished` of an object inside a page. @throws after so long */
export async function finished<T>(
  run: JSHandle<{ readonly finished: Promise<T> }>,
  withinMs: number,
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
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
  throw new Error(`the transfer did not end within ${(withinMs / 1_000).toFixed(0)} s`);
}
