import { type JSX, Show } from "solid-js";
import type { Instant } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";
import { formatCountdown } from "../text/format.ts";
import { text } from "../text/text.ts";
import { Countdown } from "../ui/Countdown.tsx";
import { Notice } from "../ui/Notice.tsx";

/** The way to the other device is lost: what happens now, and for how long. */
export function InterruptedNotice(props: {
  readonly device: string;
  /** Absent while all is well. */
  readonly until: Instant | undefined;
  /** The other page was closed or reloaded. */
  readonly isPeerReloading: boolean;
  readonly clock: PageClock;
}): JSX.Element {
  const left = (until: Instant) => formatCountdown(until - props.clock.now());
  return (
    <Show when={props.until} keyed>
      {(until) => (
        <Show
          when={props.isPeerReloading}
          fallback={
            <Notice calm>
              {text.interrupted.body(props.device)}{" "}
              <Countdown left={() => text.interrupted.left(left(until))} after={props.clock.after} />
            </Notice>
          }
        >
          <Notice calm>
            {text.interrupted.reloading(props.device)}{" "}
            <Countdown left={() => left(until)} after={props.clock.after} />
          </Notice>
        </Show>
      )}
    </Show>
  );
}
