import { type JSX, Match, Switch } from "solid-js";
import type { Capacity } from "../engine/ports.ts";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { Fit } from "../transfer/fit.ts";
import { Notice } from "../ui/Notice.tsx";

/** What the other device can take, before the first byte. */
export function CapacityNote(props: {
  readonly device: string;
  /** Absent until the other device has said it. */
  readonly capacity: Capacity | undefined;
  /** How much of what waits for its answer fits; undefined while that is not known. */
  readonly fit: Fit | undefined;
}): JSX.Element {
  const free = () => formatBytes(props.capacity?.freeBytes ?? 0);
  const leftOut = () => (props.fit?.type === "some" ? props.fit.leftOut : undefined);
  const words = () => {
    const say = props.capacity?.method === "memory" ? text.capacity.memory : text.capacity.free;
    return say(props.device, free());
  };
  return (
    <Switch>
      <Match when={props.fit?.type === "none"}>
        <Notice>{text.capacity.none(props.device, free())}</Notice>
      </Match>
      <Match when={leftOut()}>
        {(count) => <Notice>{text.capacity.leftOut(count(), props.device, free())}</Notice>}
      </Match>
      <Match when={props.fit}>
        <p class="quiet small" data-testid="capacity">
          {words()}
        </p>
      </Match>
    </Switch>
  );
}
