import type { KeepAwake } from "../screens/keep-awake.ts";

/** What of the page decides whether its screen may be kept on. */
type Visibility = Pick<Document, "visibilityState" | "addEventListener" | "removeEventListener">;

/**
 * Keeps the device's screen on: on many phones a page stops when the screen goes off. The browser lets go of it
 * whenever the page is hidden, so it is asked for again when the page is back.
 *
 * @param wakeLock undefined where the browser has none, as on plain http
 */
export function screenKeeper(wakeLock: Pick<WakeLock, "request"> | undefined, page: Visibility): KeepAwake {
  return (told) => {
    if (!wakeLock) {
      told(false);
      return () => {};
    }
    let lock: WakeLockSentinel | undefined;
    let isAsking = false;
    let isOver = false;

    const ask = async () => {
      if (isOver || isAsking || page.visibilityState !== "visible" || lock?.released === false) return;
      isAsking = true;
      try {
        lock = await wakeLock.request("screen");
        if (isOver) await lock.release();
        else told(true);
      } catch {
        if (!isOver) told(false); // the battery is low, or the page was hidden meanwhile
      } finally {
        isAsking = false;
      }
    };
    const visibilityChanged = () => void ask();
    page.addEventListener("visibilitychange", visibilityChanged);
    void ask();
    return () => {
      isOver = true;
      page.removeEventListener("visibilitychange", visibilityChanged);
      void lock?.release();
    };
  };
}
