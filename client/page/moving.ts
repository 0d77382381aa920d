import { createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type { KeepAwake } from "../screens/keep-awake.ts";
import type { PageClock } from "../session/ports.ts";
import type { TransferStore } from "../transfer/store.ts";

/** How often progress and speed are drawn. */
const TICK_EVERY_MS = 500;

/** Draws progress and speed while something is on its way. */
export function createTicks(store: Pick<TransferStore, "unfinished" | "tick">, clock: PageClock): void {
  createEffect(() => {
    if (!store.unfinished()) return;
    let cancel = () => {};
    const tick = () => {
      store.tick();
      cancel = clock.after(TICK_EVERY_MS, tick);
    };
    untrack(tick);
    onCleanup(() => cancel());
  });
}

/** Keeps the screen on while something moves. @returns whether it goes off all the same */
export function createWaking(keepAwake: KeepAwake, isSomethingMoving: () => boolean): () => boolean {
  const [mayFallAsleep, setMayFallAsleep] = createSignal(false);
  const isMoving = createMemo(isSomethingMoving);
  createEffect(() => {
    if (!isMoving()) return;
    onCleanup(keepAwake((isKept) => setMayFallAsleep(!isKept)));
  });
  return () => isMoving() && mayFallAsleep();
}
