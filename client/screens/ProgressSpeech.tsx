import { createEffect, createSignal, type JSX } from "solid-js";
import type { PageClock } from "../session/ports.ts";
import { formatPercent } from "../text/format.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import type { TransferStore } from "../transfer/store.ts";
import { arrivedPart } from "../transfer/totals.ts";
import { ProgressAnnouncer } from "./progress-announcer.ts";

/** Says to a screen reader how far it is, now and then (FLOW8). */
export function ProgressSpeech(props: {
  readonly store: TransferStore;
  /** Nothing moves just now. */
  readonly isStill: boolean;
  readonly clock: PageClock;
}): JSX.Element {
  const [said, setSaid] = createSignal("");
  const announcer = new ProgressAnnouncer();
  createEffect(() => {
    const { store, isStill, clock } = props;
    const part = isStill || store.totals().uncounted > 0 ? undefined : arrivedPart(store.totals());
    const left = store.rate()?.remainingMs;
    const percent = announcer.update(part, clock.now());
    if (percent === undefined) return;
    const words = formatPercent(percent / 100);
    setSaid(left === undefined ? words : text.spoken.progress(words, timeLeft(left)));
  });
  return (
    <p class="visually-hidden" role="status" data-testid="progress-speech">
      {said()}
    </p>
  );
}
