import { Toast as Kobalte, toaster } from "@kobalte/core/toast";
import X from "lucide-solid/icons/x";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { render } from "solid-js/web";
import { text } from "../text/text.ts";
import { Button } from "./Button.tsx";
import type { Toast } from "./toasts.ts";

/** Time to read a short sentence twice; it stands still under a pointer, a focus or in a hidden tab. */
const SHOWN_FOR_MS = 7_000;

/** Apart from what another part of the page may show by the same toolkit. */
const REGION = "passing";

let isThere = false;

/** Shows a toast after those that are there. @returns takes it away again */
export function showToast(toast: Toast): () => void {
  if (!isThere) {
    isThere = true;
    const place = document.createElement("div");
    document.body.append(place);
    render(() => <ToastRegion />, place);
  }
  const id = toaster.show(({ toastId }) => <ShownToast toastId={toastId} toast={toast} />, {
    region: REGION,
  });
  return () => void toaster.dismiss(id);
}

function ToastRegion(): JSX.Element {
  return (
    <Kobalte.Region regionId={REGION} aria-label={text.frame.toasts} duration={SHOWN_FOR_MS}>
      <Kobalte.List as="div" class="messages" />
    </Kobalte.Region>
  );
}

function ShownToast(props: { readonly toastId: number; readonly toast: Toast }): JSX.Element {
  // Screen readers tell what comes into a live region that is there, and may miss one that comes with its words.
  const [isSpoken, setSpoken] = createSignal(false);
  onMount(() => requestAnimationFrame(() => setSpoken(true)));
  const takeAway = () => toaster.dismiss(props.toastId);
  return (
    <Kobalte
      as="div"
      class="message"
      data-testid="toast"
      toastId={props.toastId}
      priority="low"
      persistent={props.toast.lasts === true || props.toast.action !== undefined}
    >
      <Kobalte.Description class="message-words">
        <Show when={isSpoken()}>{props.toast.said}</Show>
      </Kobalte.Description>
      <Show when={props.toast.action}>
        {(action) => (
          <Button
            kind="text"
            onClick={() => {
              takeAway();
              action().act();
            }}
          >
            {action().label}
          </Button>
        )}
      </Show>
      <Kobalte.CloseButton class="icon-button" aria-label={text.choose.dismiss}>
        <X size={18} aria-hidden="true" />
      </Kobalte.CloseButton>
    </Kobalte>
  );
}
