import type { Clock } from "./ports/clock.ts";
import { faultFields, type Log } from "./ports/log.ts";
import type { SelfCheckSubject } from "./self-check/run.ts";

/** When a started server looks at itself: after the first who waited for it. */
const SELF_CHECK_AFTER_MS = 1_000;

/**
 * Has the server check itself a moment after its start (DIAG9), unless it stops before. A fault of the check is
 * logged and no more.
 *
 * @param check loads what it needs itself: whoever waits for the first answer must not wait for this
 */
export function selfCheckLater(
  { isStopping }: Pick<SelfCheckSubject, "isStopping">,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  check: () => Promise<void>,
): void {
  const start = async () => {
    try {
      if (!isStopping()) await check();
    } catch (error) {
      log.write("error", "self-check-fault", faultFields(error));
    }
  };
  clock.after(SELF_CHECK_AFTER_MS, () => void start());
}
