import Copy from "lucide-solid/icons/copy";
import { createSignal, type JSX, Show } from "solid-js";
import { text } from "../text/en.ts";
import { Button } from "../ui/Button.tsx";

/** Copies the link; where the browser does not let it, shows the link to be copied by hand. */
export function CopyLink(props: {
  readonly link: string;
  readonly copy: (content: string) => boolean;
}): JSX.Element {
  const [outcome, setOutcome] = createSignal<"copied" | "failed">();
  return (
    <>
      <Button onClick={() => setOutcome(props.copy(props.link) ? "copied" : "failed")}>
        <Copy size={18} aria-hidden="true" />
        <span aria-live="polite">{outcome() === "copied" ? text.code.copied : text.code.copy}</span>
      </Button>
      <Show when={outcome() === "failed"}>
        <p class="small">
          {text.code.copyFailed} <span class="address">{props.link}</span>
        </p>
      </Show>
    </>
  );
}
