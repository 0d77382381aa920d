import { createSignal, type JSX, onCleanup } from "solid-js";
import type { Instant } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/en.ts";
import { formatCountdown } from "../text/format.ts";

/** How long a code still works. Not read out: a screen reader would say it every second. */
export function Countdown(props: { readonly until: Instant; readonly clock: PageClock }): JSX.Element {
  const [now, setNow] = createSignal(props.clock.now());
  let cancel = () => {};
  const tick = () => {
    setNow(props.clock.now());
    cancel = props.clock.after(1_000, tick);
  };
  tick();
  onCleanup(() => cancel());
  return <span class="figures">{text.code.valid(formatCountdown(props.until - now()))}</span>;
}
