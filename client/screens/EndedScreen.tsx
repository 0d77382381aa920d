import { createMemo, type JSX, Show } from "solid-js";
import type { Session } from "../session/machine.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { OutcomeHead } from "./OutcomeHead.tsx";
import { outcomeOf } from "./outcome.ts";

/** How it ended: everything verified, or what did not arrive and why. */
export function EndedScreen(props: {
  readonly session: Extract<Session, { at: "ended" }>;
  readonly store: TransferStore;
  readonly tools: FileTools;
  readonly onAgain: () => void;
  /** The same files under a new code. */
  readonly onSendAgain: () => void;
}): JSX.Element {
  const outcome = createMemo(() => {
    const { role, ending } = props.session;
    return outcomeOf(props.store, props.tools, role, ending);
  });
  /** Nobody answered: what this side chose is still there. */
  const isUnanswered = () =>
    props.session.role === "sender" &&
    props.store.rows().length > 0 &&
    props.store.rows().every(({ file, shown }) => {
      const { transfer } = shown();
      return file.direction === "out" && transfer.state === "failed" && transfer.reason === "unanswered";
    });
  return (
    <section class="card">
      <OutcomeHead outcome={outcome()} path={props.session.path} />
      <Show when={props.session.fault}>
        {(fault) => (
          <p class="quiet">
            <code>{fault()}</code>
          </p>
        )}
      </Show>
      <TransferList rows={props.store.rows()} tools={props.tools} isHeaded />
      <div class="actions">
        <Button kind={isUnanswered() ? "plain" : "primary"} onClick={() => props.onAgain()}>
          {text.ended.again}
        </Button>
        <Show when={isUnanswered()}>
          <Button kind="primary" data-testid="send-again" onClick={() => props.onSendAgain()}>
            {text.waiting.sendAgain}
          </Button>
        </Show>
      </div>
    </section>
  );
}
