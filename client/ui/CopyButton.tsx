import Copy from "lucide-solid/icons/copy";
import { createSignal, type JSX, Show } from "solid-js";
import { Button } from "./Button.tsx";

/** Copies something, and says whether it worked. */
export function CopyButton(props: {
  readonly label: string;
  readonly testId?: string;
  readonly copied: string;
  /** Shown where the browser does not let it: how to copy by hand. */
  readonly failed: JSX.Element;
  /** @returns whether the browser did it */
  readonly copy: () => boolean;
}): JSX.Element {
  const [outcome, setOutcome] = createSignal<"copied" | "failed">();
  return (
    <>
      <Button data-testid={props.testId} onClick={() => setOutcome(props.copy() ? "copied" : "failed")}>
        <Copy size={18} aria-hidden="true" />
        <span aria-live="polite">{outcome() === "copied" ? props.copied : props.label}</span>
      </Button>
      <Show when={outcome() === "failed"}>
        <p class="small" role="status">
          {props.failed}
        </p>
      </Show>
    </>
  );
}
