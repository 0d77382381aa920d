import { For, type JSX, Show } from "solid-js";
import { partsOf } from "../text/commands.ts";

/** A sentence in which what is to be typed stands out, and never goes over the end of a line. */
export function Words(props: { readonly said: string }): JSX.Element {
  return (
    <For each={partsOf(props.said)}>
      {({ words, isCommand, opens, closes }) => (
        <Show when={isCommand} fallback={words}>
          <span class="command">
            {opens}
            <code>{words}</code>
            {closes}
          </span>
        </Show>
      )}
    </For>
  );
}
