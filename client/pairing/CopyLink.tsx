import type { JSX } from "solid-js";
import { text } from "../text/text.ts";
import { CopyButton } from "../ui/CopyButton.tsx";

/** Copies the link; where the browser does not let it, shows the link to be copied by hand. */
export function CopyLink(props: {
  readonly link: string;
  readonly copy: (content: string) => boolean;
}): JSX.Element {
  return (
    <CopyButton
      label={text.code.copy}
      copied={text.code.copied}
      failed={
        <>
          {text.code.copyFailed} <span class="address">{props.link}</span>
        </>
      }
      copy={() => props.copy(props.link)}
    />
  );
}
