import { type Accessor, createEffect, createRoot, createSignal, untrack } from "solid-js";
import type { Choice } from "../pairing/choice.ts";

/** What the system has handed to the page, and what to do when it is no longer needed. */
interface HandedOver {
  readonly choice: Choice;
  readonly letGo: () => void;
}

export interface HandingOver {
  /** Sends it as if it had been dropped, now or as soon as something may be dropped. */
  readonly give: (choice: Choice, letGo?: () => void) => void;
}

/**
 * Passes on what was shared, or opened with the page. What belongs to it is let go of when the page is home again.
 *
 * @param page what the session allows just now
 */
export function handOver(page: {
  readonly mayTake: Accessor<boolean>;
  readonly isHome: Accessor<boolean>;
  readonly take: (choice: Choice) => void;
}): HandingOver {
  const [waiting, setWaiting] = createSignal<readonly HandedOver[]>([]);
  const taken = new Set<() => void>();
  createRoot(() => {
    createEffect(() => {
      const [first, ...others] = waiting();
      if (!first || !page.mayTake()) return;
      setWaiting(others);
      taken.add(first.letGo);
      untrack(() => page.take(first.choice));
    });
    createEffect((wasHome: boolean) => {
      const isHome = page.isHome();
      if (isHome && !wasHome) {
        for (const letGo of taken) letGo();
        taken.clear();
      }
      return isHome;
    }, true);
  });

  return {
    give: (choice, letGo = () => {}) => void setWaiting((others) => [...others, { choice, letGo }]),
  };
}
