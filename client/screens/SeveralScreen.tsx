import { type Component, createMemo, For, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Choosing } from "../pairing/choosing.ts";
import type { Session } from "../session/machine.ts";
import type { Party, PartyMember } from "../session/party.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import { ChooseAgainCard } from "./ChooseAgainCard.tsx";
import type { PlacePickers } from "./intents.ts";
import { OfferScreen } from "./OfferScreen.tsx";
import { OpenCode } from "./OpenCode.tsx";
import { OutcomeHead } from "./OutcomeHead.tsx";
import { ReceiverCard } from "./ReceiverCard.tsx";
import { isOver, receiverState } from "./receiver-view.ts";
import { severalOutcome } from "./several-outcome.ts";
import { WaitHead } from "./WaitHead.tsx";

/** One of the page's sessions, with what is on screen of it. */
export interface ShownMember extends PartyMember {
  readonly store: TransferStore;
  readonly tools: Omit<FileTools, "cancel">;
}

/** One sender with several devices: the code for the next one, and how far each of them is. */
export function SeveralScreen(props: {
  readonly party: Party<ShownMember>;
  readonly clock: PageClock;
  readonly choosing: Choosing;
  /** Beside the code, once devices nearby are known. */
  readonly nearby: () => { readonly Invite: Component } | undefined;
  readonly pickers: PlacePickers;
  readonly mayFallAsleep: boolean;
  readonly onBack: () => void;
}): JSX.Element {
  const { party } = props;
  const states = createMemo(() =>
    party.receivers().map(({ session, store }) => receiverState(session(), store.totalsOf("out"))),
  );
  const outcome = createMemo(() => {
    const first = party.receivers()[0];
    const { files, texts } = (first ?? party.main()).store.totalsOf("out");
    return severalOutcome(states(), { files, texts }, party.open() !== undefined);
  });
  const settled = () => {
    const { isGood, ...words } = outcome();
    return isGood === undefined ? undefined : { isGood, ...words };
  };
  const chooseAgain = () =>
    party
      .receivers()
      .map(({ session }) => wantedIn(session()))
      .find((wanted) => wanted !== undefined);
  /** Those who want to send something themselves. */
  const asked = createMemo(() => party.receivers().filter(({ session }) => offerIn(session()) !== undefined));
  const cancelAll = () => {
    for (const { session, controller } of party.receivers())
      if (session().at === "connected") controller.cancel();
  };
  return (
    <>
      <Show when={chooseAgain()}>
        {(wanted) => (
          <ChooseAgainCard chooseAgain={wanted()} choosing={props.choosing} onCancel={cancelAll} />
        )}
      </Show>
      <section class="card" data-testid="several" data-over={states().every(isOver)}>
        <Show
          when={settled()}
          fallback={
            <div class="stack centred">
              <Heading>{outcome().title}</Heading>
              <p class="quiet" role="status">
                {outcome().body}
              </p>
              <Show when={props.mayFallAsleep}>
                <p class="only-with-touch quiet small">{text.transfer.keepOn}</p>
              </Show>
            </div>
          }
        >
          {(over) => <OutcomeHead outcome={over()} path={undefined} />}
        </Show>
        <Show when={party.canAddOne() || settled()}>
          <div class="actions">
            <Show when={party.canAddOne()}>
              <Button data-testid="add-one" onClick={() => party.addOne()}>
                {text.several.addOne}
              </Button>
            </Show>
            <Show when={settled()}>
              <Button kind="primary" data-testid="close" onClick={() => props.onBack()}>
                {text.several.end}
              </Button>
            </Show>
          </div>
        </Show>
      </section>
      <Show when={party.open()}>
        {(open) => (
          <Switch>
            <Match when={waitingOf(open().session())}>
              {(waiting) => (
                <OpenCode
                  session={waiting()}
                  clock={props.clock}
                  copy={open().tools.copy}
                  nearby={<Dynamic component={props.nearby()?.Invite} />}
                  onClose={() => party.closeCode()}
                />
              )}
            </Match>
            <Match when={true}>
              <section class="card">
                <WaitHead {...text.wait.opening} />
              </section>
            </Match>
          </Switch>
        )}
      </Show>
      <For each={asked()}>
        {({ session, store, tools, controller }) => (
          <Show when={offerIn(session())}>
            {(offer) => (
              <OfferScreen
                device={offer().device ?? text.several.unnamed}
                path={offer().path}
                rows={store.rows().filter(({ file }) => offer().fileIds.includes(file.fileId))}
                plan={offer().plan}
                tools={tools}
                pickers={props.pickers}
                isAlone={false}
                intents={controller.files}
              />
            )}
          </Show>
        )}
      </For>
      <ul class="receivers" aria-label={text.several.list}>
        <For each={party.receivers()}>
          {({ session, store, tools, controller }) => (
            <ReceiverCard session={session()} store={store} tools={tools} intents={controller} />
          )}
        </For>
      </ul>
    </>
  );
}

function waitingOf(session: Session) {
  return session.at === "waiting" ? session : undefined;
}

/** What a device offers this one, and waits to be answered. */
function offerIn(session: Session) {
  if (session.at !== "connected" || !session.offered) return undefined;
  const { device, path, offered } = session;
  return { device, path, ...offered };
}

/** What has to be chosen again for this device. */
function wantedIn(session: Session) {
  return session.at === "connected" ? session.chooseAgain : undefined;
}
