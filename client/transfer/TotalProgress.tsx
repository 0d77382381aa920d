import { type JSX, Show } from "solid-js";
import type { Direction } from "#protocol/transfer/state.ts";
import { formatPercent, formatSpeed } from "../text/format.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { amountOfAll } from "./amount.ts";
import { SpeedChart } from "./SpeedChart.tsx";
import type { TransferStore } from "./store.ts";
import { arrivedPart, type Totals } from "./totals.ts";

/** How much has arrived, both ways together, how fast, and how long it still takes. */
export function TotalProgress(props: {
  readonly store: TransferStore;
  /** Somebody has paused, or the devices look for each other. */
  readonly isStill: boolean;
}): JSX.Element {
  const totals = () => props.store.totals();
  /** Undefined while it is not known what was kept over a reload. */
  const part = () => (totals().uncounted > 0 ? undefined : arrivedPart(totals()));
  const percent = () => {
    const known = part();
    return known === undefined ? text.transfer.measuring : formatPercent(known);
  };
  /** Nothing of what was measured holds while nothing moves. */
  const rate = () => (props.isStill ? undefined : props.store.rate());
  const speed = () => {
    const now = rate();
    return now ? formatSpeed(now.bytesPerSecond) : text.transfer.measuring;
  };
  const remaining = () => {
    const now = rate();
    return now?.remainingMs !== undefined ? timeLeft(now.remainingMs) : text.transfer.measuring;
  };
  const goesBothWays = () =>
    props.store.totalsOf("out").dueBytes > 0 && props.store.totalsOf("in").dueBytes > 0;
  return (
    <div class="stack">
      <dl class="totals figures">
        <div>
          <dt class="visually-hidden">{text.transfer.progress}</dt>
          <dd class="percent">{percent()}</dd>
        </div>
        <div>
          <dt>{text.transfer.speed}</dt>
          <dd>{speed()}</dd>
        </div>
        <div>
          <dt>{text.transfer.timeLeft}</dt>
          <dd>{remaining()}</dd>
        </div>
      </dl>
      <ProgressBar part={part()} label={text.transfer.progress} isStill={props.isStill} />
      <SpeedChart speeds={props.store.speeds()} now={rate()?.bytesPerSecond} />
      <div class="ways quiet small figures">
        <Show when={goesBothWays()} fallback={amountOfAll(totals())}>
          <span>{way("out", props.store.totalsOf("out"))}</span>
          <span>{way("in", props.store.totalsOf("in"))}</span>
        </Show>
      </div>
    </div>
  );
}

const way = (direction: Direction, totals: Totals) => text.transfer.way[direction](amountOfAll(totals));
