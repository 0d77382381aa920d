import type { JSX } from "solid-js";
import { formatPercent } from "../text/format.ts";

/**
 * How far one file is. Of our own, with the same attributes as `ProgressBar`: thousands of rows have one.
 *
 * @param props.part from 0 to 1; undefined where it is not known
 */
export function RowBar(props: {
  readonly part: number | undefined;
  readonly label: string;
  /** It does not move just now. */
  readonly isStill?: boolean;
}): JSX.Element {
  const percent = () => (props.part === undefined ? undefined : Math.floor(props.part * 100));
  return (
    <div
      class="bar"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent()}
      aria-valuetext={props.part === undefined ? undefined : formatPercent(props.part)}
      data-still={props.isStill === true}
    >
      <span style={{ "--part": String(props.part ?? 0) }} />
    </div>
  );
}
