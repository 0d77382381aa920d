import { createEffect, type JSX, lazy, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { AddOne } from "../screens/AddOne.tsx";
import { CodeScreen } from "../screens/CodeScreen.tsx";
import type { Intents, PlacePickers } from "../screens/intents.ts";
import { prepareJoinCode } from "../screens/JoinCode.tsx";
import type { Notices } from "../screens/notices.ts";
import { ProblemScreen } from "../screens/ProblemScreen.tsx";
import { WaitScreen } from "../screens/WaitScreen.tsx";
import { isOfNetwork, isOfOldPage, type Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { loadPart } from "./load-part.ts";
import type { ScreensProps } from "./session-part.ts";

/** Two connected devices show far more than two that look for each other: it is loaded while they do. */
const ConnectedScreen = lazy(async () => ({
  default: (await loadPart(() => import("../screens/ConnectedScreen.tsx"))).ConnectedScreen,
}));
const EndedScreen = lazy(async () => ({
  default: (await loadPart(() => import("../screens/EndedScreen.tsx"))).EndedScreen,
}));

export interface SessionScreensProps extends ScreensProps {
  readonly session: () => Session;
  readonly store: TransferStore;
  readonly controller: Intents;
  readonly clock: PageClock;
  readonly notices: Notices;
  readonly mayFallAsleep: boolean;
  readonly pickers: PlacePickers;
  /** What can be done with files anywhere; a file can be given up only while the devices are connected. */
  readonly tools: Omit<FileTools, "cancel">;
  /** Offers the same files to one more device; absent where that cannot be. */
  readonly onAddOne: (() => void) | undefined;
}

/** Picks the screen for the state that the session is in. */
export function SessionScreens(props: SessionScreensProps): JSX.Element {
  const { controller, store, tools, onBack: back } = props;
  /** The session while it is in one state: `at("waiting")`. */
  const at = <S extends Session["at"]>(state: S) => {
    const session = props.session();
    return session.at === state ? (session as Extract<Session, { at: S }>) : undefined;
  };
  const connectedTools: FileTools = { ...tools, cancel: (fileId) => controller.files.cancel(fileId) };
  void ConnectedScreen.preload();
  void EndedScreen.preload();
  createEffect(() => {
    if (at("opening")) prepareJoinCode();
  });

  return (
    <>
      <Switch>
        <Match when={at("opening")}>
          <WaitScreen {...text.wait.opening} rows={store.rows()} tools={tools} onBack={back} />
        </Match>
        <Match when={at("joining")}>
          <WaitScreen {...text.wait.joining} rows={store.rows()} tools={tools} onBack={back} />
        </Match>
        <Match when={at("waiting")}>
          {(session) => (
            <CodeScreen
              session={session()}
              store={store}
              tools={tools}
              clock={props.clock}
              nearby={<Dynamic component={props.nearby()?.Invite} />}
              onAdmit={(more) => controller.admit(more)}
              onRenew={() => controller.renewCode()}
              onBack={back}
            />
          )}
        </Match>
        <Match when={at("connecting")}>
          {(session) => (
            <WaitScreen {...connectingWords(session())} rows={store.rows()} tools={tools} onBack={back} />
          )}
        </Match>
        <Match when={at("connected")}>
          {(session) => (
            <ConnectedScreen
              session={session()}
              store={store}
              tools={connectedTools}
              choosing={props.choosing}
              pickers={props.pickers}
              clock={props.clock}
              notices={props.notices}
              mayFallAsleep={props.mayFallAsleep}
              intents={controller}
            />
          )}
        </Match>
        <Match when={at("ended")}>
          {(session) => (
            <EndedScreen
              session={session()}
              store={store}
              tools={tools}
              onAgain={back}
              onSendAgain={() => controller.renewCode()}
            />
          )}
        </Match>
        <Match when={at("expired")}>
          <ProblemScreen
            {...text.expired}
            retry={{ label: text.expired.renew, act: () => controller.renewCode() }}
            onBack={back}
          />
        </Match>
        <Match when={at("stopped")}>
          {(session) => (
            <ProblemScreen
              {...saidOf(session())}
              canBeChecked={isOfNetwork(session().problem)}
              retry={retryOf(session(), () => controller.renewCode())}
              onBack={back}
            />
          )}
        </Match>
      </Switch>
      <Show when={(at("connected") || at("ended")) && props.onAddOne}>
        {(add) => <AddOne onAdd={add()} />}
      </Show>
    </>
  );
}

function connectingWords({ serverAway, peerAway }: Extract<Session, { at: "connecting" }>) {
  if (serverAway) return text.wait.serverAway;
  return peerAway ? text.wait.peerAway : text.wait.connecting;
}

/** The one thing to try after a refusal: what its words ask for, or the same files under a new code. */
function retryOf({ problem, sending }: Extract<Session, { at: "stopped" }>, again: () => void) {
  if (isOfOldPage(problem)) return { label: text.reload, act: () => location.reload() };
  return sending ? { label: text.tryAgain, act: again } : undefined;
}

function saidOf({ problem, waitMs, relay, relayOnly }: Extract<Session, { at: "stopped" }>) {
  const { title, body } = text.problem[problem];
  const why = relayOnly ? text.relayOnly(problem) : body;
  const nextSteps = [relay && text.mendRelay(relay), waitMs && text.comeBack(timeLeft(waitMs))];
  return { title, body: [why, ...nextSteps.filter(Boolean)].join(" ") };
}
