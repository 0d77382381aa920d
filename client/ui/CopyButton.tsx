import Copy from "lucide-solid/icons/copy";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { Button } from "./Button.tsx";
import { prepareToasts, toast } from "./toasts.ts";

/** Copies something, and says whether it worked. */
export function CopyButton(props: {
  readonly label: string;
  readonly testId?: string;
  /** Said when it is done. */
  readonly copied: string;
  /** Shown where the browser does not let it: how to copy by hand. */
  readonly failed: JSX.Element;
  /** @returns whether the browser did it */
  readonly copy: () => boolean;
}): JSX.Element {
  const [hasFailed, setFailed] = createSignal(false);
  // The server may be away when something is copied.
  onMount(prepareToasts);
  const copy = () => {
    const isCopied = props.copy();
    setFailed(!isCopied);
    if (isCopied) toast({ said: props.copied });
  };
  return (
    <>
      <Button data-testid={props.testId} onClick={copy}>
        <Copy size={18} aria-hidden="true" />
        {props.label}
      </Button>
      <Show when={hasFailed()}>
        <p class="small" role="status">
          {props.failed}
        </p>
      </Show>
    </>
  );
}
