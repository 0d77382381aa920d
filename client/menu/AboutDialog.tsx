import { Dialog } from "@kobalte/core/dialog";
import { createResource, type JSX, Show } from "solid-js";
import { serverVersion } from "../platform/server-version.ts";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";

/** What this page is, and which version of it. */
export function AboutDialog(props: {
  /** Has the focus afterwards. */
  readonly trigger: HTMLElement;
  readonly onClose: () => void;
}): JSX.Element {
  const [version] = createResource(serverVersion);
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="veil" />
        <Dialog.Content
          class="question"
          data-testid="about"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            props.trigger.focus({ preventScroll: true });
          }}
        >
          <Dialog.Title class="question-title">{text.frame.about.title}</Dialog.Title>
          <Dialog.Description>{text.promise}</Dialog.Description>
          <p class="quiet small">
            <Show when={version.latest}>{(known) => <>{text.frame.about.version(known())} · </>}</Show>
            {text.frame.about.licence}
          </p>
          <div class="actions">
            <Button onClick={() => props.onClose()}>{text.ended.close}</Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  );
}
