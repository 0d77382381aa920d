import type { JSX } from "solid-js";
import { formatPercent } from "../text/format.ts";

/** @param props.part from 0 to 1 */
export function ProgressBar(props: {
  readonly part: number;
  readonly label: string;
  readonly mood?: "good" | "bad" | undefined;
}): JSX.Element {
  return (
    <div
      class="bar"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(props.part * 100)}
      aria-valuetext={formatPercent(props.part)}
      data-mood={props.mood}
    >
      <span style={{ "--part": String(props.part) }} />
    </div>
  );
}
