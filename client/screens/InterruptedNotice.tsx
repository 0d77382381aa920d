import { type JSX, Show } from "solid-js";
import type { Instant } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/en.ts";
import { formatCountdown } from "../text/format.ts";
import { Countdown } from "../ui/Countdown.tsx";
import { Notice } from "../ui/Notice.tsx";

/** The way to the other device is lost: what happens now, and for how long. */
export function InterruptedNotice(props: {
  readonly device: string;
  /** Absent while all is well. */
  readonly until: Instant | undefined;
  readonly clock: PageClock;
}): JSX.Element {
  return (
    <Show when={props.until} keyed>
      {(until) => (
        <Notice calm>
          {text.interrupted.body(props.device)}{" "}
          <Countdown
            left={() => text.interrupted.left(formatCountdown(until - props.clock.now()))}
            after={props.clock.after}
          />
        </Notice>
      )}
    </Show>
  );
}
