import { createSignal, type JSX, onCleanup } from "solid-js";

/** How long something lasts still. Not read out: a screen reader would say it every second. */
export function Countdown(props: {
  /** What is left, in words, at this moment. */
  readonly left: () => string;
  /** Calls once, so many milliseconds from now. @returns what takes the call back */
  readonly after: (ms: number, then: () => void) => () => void;
}): JSX.Element {
  const [shown, setShown] = createSignal(props.left());
  let cancel = () => {};
  const tick = () => {
    setShown(props.left());
    cancel = props.after(1_000, tick);
  };
  tick();
  onCleanup(() => cancel());
  return (
    <span class="figures" aria-live="off">
      {shown()}
    </span>
  );
}
