import * as Toast from "@kobalte/core/toast";
import { type JSX, onCleanup, onMount } from "solid-js";
import { Portal } from "solid-js/web";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";

/** Offers the new version of the page, beside whatever is on the screen, until a person has answered. */
export function UpdateToast(props: {
  readonly onTake: () => void;
  readonly onPutOff: () => void;
}): JSX.Element {
  onMount(() => {
    const shown = Toast.toaster.show((toast) => (
      <Toast.Root
        as="div" // a list's items may not be told as a status
        class="toast"
        data-testid="new-version"
        toastId={toast.toastId}
        priority="low"
        persistent
        onEscapeKeyDown={() => props.onPutOff()}
      >
        <Toast.Title class="toast-title">{text.installed.version.title}</Toast.Title>
        <Toast.Description class="toast-body">{text.installed.version.body}</Toast.Description>
        <div class="toast-actions">
          <Button kind="text" onClick={() => props.onPutOff()}>
            {text.installed.version.later}
          </Button>
          <Button kind="primary" onClick={() => props.onTake()}>
            {text.installed.version.reload}
          </Button>
        </div>
      </Toast.Root>
    ));
    onCleanup(() => Toast.toaster.dismiss(shown));
  });
  return (
    <Portal>
      <Toast.Region class="toast-region" aria-label={text.installed.version.region}>
        <Toast.List as="div" class="toast-list" />
      </Toast.Region>
    </Portal>
  );
}
