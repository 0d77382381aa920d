import { createMemo, type JSX, Show } from "solid-js";
import type { Choosing } from "../pairing/choosing.ts";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { isolated } from "../text/isolated.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { FileRow, TransferStore } from "../transfer/store.ts";
import { ChooseAgainCard } from "./ChooseAgainCard.tsx";
import { viewOf } from "./connected-view.ts";
import { InterruptedNotice } from "./InterruptedNotice.tsx";
import type { Intents, PlacePickers } from "./intents.ts";
import { MainCard } from "./MainCard.tsx";
import type { Notices } from "./notices.ts";
import { OfferScreen } from "./OfferScreen.tsx";

/** Two connected devices: what is asked of this person, and below it what goes on. */
export function ConnectedScreen(props: {
  readonly session: Extract<Session, { at: "connected" }>;
  readonly store: TransferStore;
  readonly tools: FileTools;
  readonly choosing: Choosing;
  readonly pickers: PlacePickers;
  readonly clock: PageClock;
  readonly notices: Notices;
  readonly mayFallAsleep: boolean;
  readonly intents: Intents;
}): JSX.Element {
  const device = () => {
    const { device: name } = props.session;
    return name === undefined ? text.transfer.otherDevice : isolated(name);
  };
  const view = createMemo(() => viewOf(props.session, props.store.totals()));
  /** The files that this person is asked about. */
  const asked = createMemo(() => new Set(props.session.offered?.fileIds));
  const isAsked = ({ file }: FileRow) => asked().has(file.fileId);
  const askedRows = createMemo(() => props.store.rows().filter(isAsked));
  /** While nothing moves, what the other device offers is a question, or becomes one in a moment. */
  const isOfMain = (row: FileRow) => !isAsked(row) && (view() !== "waiting" || row.file.direction === "out");
  const mainRows = createMemo(() => props.store.rows().filter(isOfMain));
  const hasMain = () => view() !== "waiting" || !(props.session.offered || props.session.chooseAgain);
  return (
    <>
      <InterruptedNotice
        device={device()}
        until={props.session.interruptedUntil}
        isPeerReloading={props.session.peerReloading === true}
        clock={props.clock}
      />
      <Show when={props.session.chooseAgain}>
        {(chooseAgain) => (
          <ChooseAgainCard
            chooseAgain={chooseAgain()}
            choosing={props.choosing}
            onCancel={() => props.intents.cancel()}
          />
        )}
      </Show>
      <Show when={props.session.offered}>
        {(offered) => (
          <OfferScreen
            device={device()}
            path={view() === "waiting" ? props.session.path : undefined}
            rows={askedRows()}
            plan={offered().plan}
            tools={props.tools}
            pickers={props.pickers}
            isAlone={view() === "waiting"}
            intents={props.intents.files}
          />
        )}
      </Show>
      <Show when={hasMain()}>
        <MainCard
          view={view()}
          session={props.session}
          device={device()}
          store={props.store}
          rows={mainRows()}
          tools={props.tools}
          choosing={props.choosing}
          clock={props.clock}
          notices={props.notices}
          mayFallAsleep={props.mayFallAsleep}
          intents={props.intents}
        />
      </Show>
    </>
  );
}
