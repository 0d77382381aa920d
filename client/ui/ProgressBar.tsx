import { Progress } from "@kobalte/core/progress";
import type { JSX } from "solid-js";
import { formatPercent } from "../text/format.ts";

/**
 * How far all of it is.
 *
 * @param props.part from 0 to 1; undefined where it is not known
 */
export function ProgressBar(props: {
  readonly part: number | undefined;
  readonly label: string;
  /** It does not move just now. */
  readonly isStill?: boolean;
}): JSX.Element {
  return (
    <Progress
      class="bar"
      value={Math.floor((props.part ?? 0) * 100)}
      indeterminate={props.part === undefined}
      getValueLabel={() => formatPercent(props.part ?? 0)}
      aria-label={props.label}
      data-still={props.isStill === true}
    >
      <span style={{ "--part": String(props.part ?? 0) }} />
    </Progress>
  );
}
