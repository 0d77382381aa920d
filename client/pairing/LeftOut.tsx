import { For, type JSX, Show } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";

/** Says what of a choice was left out; it stays until the person has seen it. */
export function LeftOut(props: {
  readonly remarks: readonly string[];
  readonly onDismiss: () => void;
}): JSX.Element {
  return (
    <Show when={props.remarks.length > 0}>
      <Notice
        action={
          <Button kind="text" onClick={() => props.onDismiss()}>
            {text.choose.dismiss}
          </Button>
        }
      >
        <For each={props.remarks}>{(remark) => <span class="remark">{remark}</span>}</For>
      </Notice>
    </Show>
  );
}
