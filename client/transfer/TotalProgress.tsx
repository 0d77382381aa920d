import { type JSX, Show } from "solid-js";
import { text } from "../text/en.ts";
import { formatBytes, formatPercent, formatSpeed, formatTimeLeft } from "../text/format.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import type { TransferStore } from "./store.ts";

/** How much has arrived, how fast, and how long it still takes. */
export function TotalProgress(props: { readonly store: TransferStore }): JSX.Element {
  const totals = () => props.store.totals();
  const part = () => (totals().bytes === 0 ? 0 : totals().arrivedBytes / totals().bytes);
  return (
    <div class="stack">
      <dl class="totals figures">
        <div>
          <dt class="visually-hidden">{text.transfer.progress}</dt>
          <dd class="percent">{formatPercent(part())}</dd>
        </div>
        <div>
          <dt>{text.transfer.speed}</dt>
          <dd>
            <Show when={props.store.rate()} fallback={text.transfer.measuring}>
              {(rate) => formatSpeed(rate().bytesPerSecond)}
            </Show>
          </dd>
        </div>
        <div>
          <dt>{text.transfer.timeLeft}</dt>
          <dd>
            <Show when={props.store.rate()} fallback={text.transfer.measuring}>
              {(rate) => formatTimeLeft(rate().remainingMs)}
            </Show>
          </dd>
        </div>
      </dl>
      <ProgressBar part={part()} label={text.transfer.progress} />
      <span class="quiet small figures">
        {text.transfer.of(formatBytes(totals().arrivedBytes), formatBytes(totals().bytes))}
      </span>
    </div>
  );
}
