import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import { ChooseButtons } from "../pairing/ChooseButtons.tsx";
import type { Choosing } from "../pairing/choosing.ts";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { FileRow, TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { awaitedFit, awaitedWords } from "./awaited.ts";
import { CapacityNote } from "./CapacityNote.tsx";
import type { ConnectedView } from "./connected-view.ts";
import type { Intents } from "./intents.ts";
import { MovingActions } from "./MovingActions.tsx";
import { MovingHead } from "./MovingHead.tsx";
import type { Notices } from "./notices.ts";
import { OutcomeHead } from "./OutcomeHead.tsx";
import { outcomeOf } from "./outcome.ts";
import { PathChip } from "./PathChip.tsx";
import { StayLine } from "./StayLine.tsx";
import { WaitHead } from "./WaitHead.tsx";
import { moreLabel } from "./ways.ts";

/**
 * What goes on between two connected devices, until all of it is settled and either may send something more.
 * The list stays in its place as all around it changes: it may be long, and the person may be looking at it.
 */
export function MainCard(props: {
  readonly view: ConnectedView;
  readonly session: Extract<Session, { at: "connected" }>;
  readonly device: string;
  readonly store: TransferStore;
  readonly rows: readonly FileRow[];
  readonly tools: FileTools;
  readonly choosing: Choosing;
  readonly clock: PageClock;
  readonly notices: Notices;
  readonly mayFallAsleep: boolean;
  readonly intents: Intents;
}): JSX.Element {
  const outcome = createMemo(() => {
    if (props.view !== "done") return undefined;
    return outcomeOf(props.store, props.tools, props.session.role);
  });
  const fit = createMemo(() => awaitedFit(props.session, props.store));
  return (
    <section class="card" data-testid="main-card" data-view={props.view}>
      <Switch>
        <Match when={outcome()}>
          {(settled) => (
            <OutcomeHead outcome={settled()} path={props.session.path} lanes={props.session.lanes} />
          )}
        </Match>
        <Match when={props.view === "moving"}>
          <MovingHead
            session={props.session}
            device={props.device}
            store={props.store}
            fit={fit()}
            clock={props.clock}
            notices={props.notices}
            mayFallAsleep={props.mayFallAsleep}
          />
        </Match>
        <Match when={props.view === "waiting"}>
          <WaitHead
            {...awaitedWords(props.session, props.store, fit())}
            extra={
              <>
                <PathChip path={props.session.path} />
                <CapacityNote device={props.device} capacity={props.session.capacity} fit={fit()} />
              </>
            }
          />
        </Match>
      </Switch>
      <Show when={props.view === "done"}>
        <StayLine
          session={props.session}
          device={props.device}
          clock={props.clock}
          onStay={() => props.intents.files.stay()}
        />
      </Show>
      <TransferList rows={props.rows} tools={props.tools} isHeaded />
      <Show when={props.view !== "done"}>
        <MovingActions
          pausedBy={props.session.pausedBy}
          isUnfinished={props.store.unfinished()}
          intents={props.intents}
        />
      </Show>
      <Show when={props.session.canSendAgain}>
        <Button kind="primary" data-testid="send-again" onClick={() => props.intents.files.sendAgain()}>
          {text.waiting.sendAgain}
        </Button>
      </Show>
      <Show when={props.view !== "waiting" && !props.session.chooseAgain}>
        <ChooseButtons
          choosing={props.choosing}
          label={moreLabel(props.store)}
          kind={props.view === "done" && !props.session.canSendAgain ? "primary" : "plain"}
        />
      </Show>
      <Show when={props.view === "done"}>
        <div class="actions">
          <Button data-testid="close" onClick={() => props.intents.reset()}>
            {text.ended.close}
          </Button>
        </div>
      </Show>
    </section>
  );
}
