import { type JSX, Show } from "solid-js";
import { formatSpeed } from "../text/format.ts";
import { text } from "../text/text.ts";
import { chartPath, type Speeds } from "./throughput.ts";

const WIDTH = 240;
const HEIGHT = 32;

/** The speed of the last minute as a line; time runs in reading direction. */
export function SpeedChart(props: {
  readonly speeds: Speeds;
  readonly now: number | undefined;
}): JSX.Element {
  const path = () => chartPath(props.speeds, WIDTH, HEIGHT);
  return (
    <Show when={path() !== ""}>
      <div class="speed-chart" data-testid="speed-chart">
        <svg
          class="speed-line"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d={path()} />
        </svg>
        <p class="visually-hidden">
          {text.chart.label(formatSpeed(props.now ?? 0), formatSpeed(props.speeds.most))}
        </p>
      </div>
    </Show>
  );
}
