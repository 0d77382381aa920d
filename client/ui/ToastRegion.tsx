import { Toast as Kobalte, toaster } from "@kobalte/core/toast";
import X from "lucide-solid/icons/x";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { render } from "solid-js/web";
import { text } from "../text/text.ts";
import { Button } from "./Button.tsx";
import type { Toast } from "./toasts.ts";

/** Time to read a short sentence twice; it stands still under a pointer, a focus or in a hidden tab. */
const SHOWN_FOR_MS = 7_000;

let isThere = false;

/** Shows a toast after those that are there. @returns takes it away again */
export function showToast(toast: Toast): () => void {
  if (!isThere) {
    isThere = true;
    const place = document.createElement("div");
    document.body.append(place);
    render(() => <ToastRegion />, place);
  }
  const id = toaster.show(({ toastId }) => <ShownToast toastId={toastId} toast={toast} />);
  return () => void toaster.dismiss(id);
}

function ToastRegion(): JSX.Element {
  return (
    <Kobalte.Region aria-label={text.frame.toasts} duration={SHOWN_FOR_MS}>
      <Kobalte.List as="div" class="messages" />
    </Kobalte.Region>
  );
}

function ShownToast(props: { readonly toastId: number; readonly toast: Toast }): JSX.Element {
  // Screen readers tell what comes into a live region that is there, and may miss one that comes with its words.
  const [isSpoken, setSpoken] = createSignal(false);
  onMount(() => requestAnimationFrame(() => setSpoken(true)));
  const putOff = () => props.toast.offer?.putOff.act();
  return (
    <Kobalte
      as="div"
      class={props.toast.offer ? "message message-offer" : "message"}
      data-testid={props.toast.testId ?? "toast"}
      toastId={props.toastId}
      priority="low"
      persistent={props.toast.offer !== undefined}
      onEscapeKeyDown={putOff}
      onSwipeEnd={putOff}
    >
      <Show when={props.toast.offer}>
        {(offer) => (
          <Kobalte.Title class="message-title">
            <Show when={isSpoken()}>{offer().title}</Show>
          </Kobalte.Title>
        )}
      </Show>
      <Kobalte.Description class="message-words">
        <Show when={isSpoken()}>{props.toast.said}</Show>
      </Kobalte.Description>
      <Show
        when={props.toast.offer}
        fallback={
          <Kobalte.CloseButton class="icon-button" aria-label={text.choose.dismiss}>
            <X size={18} aria-hidden="true" />
          </Kobalte.CloseButton>
        }
      >
        {(offer) => (
          <div class="message-answers">
            <Button kind="text" onClick={() => offer().putOff.act()}>
              {offer().putOff.label}
            </Button>
            <Button kind="primary" onClick={() => offer().accept.act()}>
              {offer().accept.label}
            </Button>
          </div>
        )}
      </Show>
    </Kobalte>
  );
}
