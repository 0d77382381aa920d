import type { JSX } from "solid-js";
import { text } from "../text/en.ts";
import { formatBytes, formatPercent, formatSpeed, formatTimeLeft } from "../text/format.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import type { TransferStore } from "./store.ts";

/** How much has arrived, how fast, and how long it still takes. */
export function TotalProgress(props: { readonly store: TransferStore }): JSX.Element {
  const totals = () => props.store.totals();
  const part = () => (totals().bytes === 0 ? 0 : totals().arrivedBytes / totals().bytes);
  const speed = () => {
    const rate = props.store.rate();
    return rate ? formatSpeed(rate.bytesPerSecond) : text.transfer.measuring;
  };
  const timeLeft = () => {
    const rate = props.store.rate();
    return rate ? formatTimeLeft(rate.remainingMs) : text.transfer.measuring;
  };
  return (
    <div class="stack">
      <dl class="totals figures">
        <div>
          <dt class="visually-hidden">{text.transfer.progress}</dt>
          <dd class="percent">{formatPercent(part())}</dd>
        </div>
        <div>
          <dt>{text.transfer.speed}</dt>
          <dd>{speed()}</dd>
        </div>
        <div>
          <dt>{text.transfer.timeLeft}</dt>
          <dd>{timeLeft()}</dd>
        </div>
      </dl>
      <ProgressBar part={part()} label={text.transfer.progress} />
      <span class="quiet small figures">
        {text.transfer.of(formatBytes(totals().arrivedBytes), formatBytes(totals().bytes))}
      </span>
    </div>
  );
}
