import type { JSX } from "solid-js";
import { language } from "../text/current-language.ts";
import { text } from "../text/text.ts";
import { Filled } from "../ui/Filled.tsx";

/** The same page by another address, which browsers let do more. */
export interface SecurePage {
  readonly url: string;
  /** Where the device learns to trust that address, in any language by `?lang=`; undefined where it needs not. */
  readonly trustUrl: string | undefined;
}

/** One quiet line: what the same page can do over https. */
export function SecureLine(props: SecurePage): JSX.Element {
  return (
    <p class="aside" data-testid="secure-line">
      <Filled
        said={props.trustUrl ? text.secure.lineWithTrust : text.secure.line}
        slots={{
          open: () => <a href={props.url}>{text.secure.open}</a>,
          trust: () => <a href={`${props.trustUrl}?lang=${language()}`}>{text.secure.trust}</a>,
        }}
      />
    </p>
  );
}
