import { AlertDialog } from "@kobalte/core/alert-dialog";
import { type JSX, onCleanup, Show } from "solid-js";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { Filled } from "../ui/Filled.tsx";
import type { NearbyTools } from "./create-nearby.ts";
import { DeviceIcon } from "./DeviceIcon.tsx";
import { DeviceName } from "./DeviceName.tsx";
import type { Question } from "./machine.ts";

/**
 * What another device asks. Nothing is answered by chance: a press beside it does nothing, and no button has the
 * focus when it opens.
 */
export function InvitationDialog(props: {
  readonly nearby: NearbyTools;
  readonly question: Question;
  /** This device shows a code of its own. */
  readonly hasCode: boolean;
}): JSX.Element {
  let content: HTMLElement | undefined;
  const before = document.activeElement;
  // Kobalte gives the focus back to what opened a dialog, and nothing here did.
  onCleanup(() => {
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  });
  const from = () => props.question.invited.from;
  const words = () => text.nearby.invitation;
  const title = () => (props.question.over ? words().over[props.question.over] : words().title);
  const slots = {
    device: () => <DeviceName name={from().name} />,
    amount: () => {
      const { files, bytes } = props.question.invited;
      return words().amount(files, formatBytes(bytes));
    },
  };
  return (
    <AlertDialog open onOpenChange={() => props.nearby.decline()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="invitation-ground" />
        <div class="invitation-place">
          <AlertDialog.Content
            class="card invitation"
            data-testid="invitation"
            data-over={props.question.over}
            ref={(element: HTMLElement) => {
              content = element;
            }}
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              content?.focus();
            }}
            onCloseAutoFocus={(event) => event.preventDefault()}
            onInteractOutside={(event) => event.preventDefault()}
          >
            <div class="stack centred">
              <span class="emblem">
                <DeviceIcon kind={from().kind} />
              </span>
              <AlertDialog.Title as="h2" aria-live="polite">
                <Filled said={title()} slots={slots} />
              </AlertDialog.Title>
              <Show when={props.hasCode && !props.question.over}>
                <AlertDialog.Description class="quiet">{words().endsCode}</AlertDialog.Description>
              </Show>
            </div>
            <div class="actions">
              <Button data-testid="invitation-decline" onClick={() => props.nearby.decline()}>
                {props.question.over ? words().close : words().decline}
              </Button>
              <Show when={!props.question.over}>
                <Button kind="primary" data-testid="invitation-accept" onClick={() => props.nearby.accept()}>
                  {words().accept}
                </Button>
              </Show>
            </div>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog>
  );
}
