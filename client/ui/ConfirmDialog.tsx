import { AlertDialog } from "@kobalte/core/alert-dialog";
import { createEffect, createRoot, type JSX } from "solid-js";
import { Button } from "./Button.tsx";
import type { Question } from "./confirm.ts";

/** Shows a question over the page until it is answered. Escape, like a press beside it, changes nothing. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    createRoot((dispose) => {
      const answer = (isYes: boolean) => {
        dispose();
        resolve(isYes);
      };
      return <ConfirmDialog question={question} onAnswer={answer} />;
    });
  });
}

function ConfirmDialog(props: {
  readonly question: Question;
  readonly onAnswer: (isYes: boolean) => void;
}): JSX.Element {
  let stay: HTMLButtonElement | undefined;
  const before = document.activeElement;
  createEffect(() => {
    if (props.question.isMoot?.()) props.onAnswer(false);
  });
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || props.onAnswer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="veil" />
        <AlertDialog.Content
          class="question"
          data-testid="question"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            stay?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What had the focus may have gone with its screen.
            const next = before?.isConnected ? before : document.querySelector("h1");
            if (next instanceof HTMLElement) next.focus({ preventScroll: true });
          }}
        >
          <AlertDialog.Title class="question-title">{props.question.title}</AlertDialog.Title>
          <AlertDialog.Description class="quiet">{props.question.body}</AlertDialog.Description>
          <div class="actions">
            <Button data-testid="question-go" onClick={() => props.onAnswer(true)}>
              {props.question.go}
            </Button>
            <Button
              ref={stay}
              kind="primary"
              data-testid="question-stay"
              onClick={() => props.onAnswer(false)}
            >
              {props.question.stay}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog>
  );
}
