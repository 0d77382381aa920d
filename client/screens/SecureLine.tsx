import { type JSX, Show } from "solid-js";
import { text } from "../text/en.ts";

/** The same page by another address, which browsers let do more. */
export interface SecurePage {
  readonly url: string;
  /** Where the device learns to trust that address; undefined where it needs not. */
  readonly trustUrl: string | undefined;
}

/** One quiet line: what the same page can do over https. */
export function SecureLine(props: SecurePage): JSX.Element {
  return (
    <p class="aside" data-testid="secure-line">
      <a href={props.url}>{text.secure.open}</a> {text.secure.gain}
      <Show when={props.trustUrl} fallback=".">
        {(trustUrl) => (
          <>
            {text.secure.first} <a href={trustUrl()}>{text.secure.trust}</a>.
          </>
        )}
      </Show>
    </p>
  );
}
