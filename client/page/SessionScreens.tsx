import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  lazy,
  Match,
  onCleanup,
  Switch,
  untrack,
} from "solid-js";
import { Dynamic } from "solid-js/web";
import { CodeScreen } from "../screens/CodeScreen.tsx";
import type { Intents, PlacePickers } from "../screens/intents.ts";
import type { KeepAwake } from "../screens/keep-awake.ts";
import type { Notices } from "../screens/notices.ts";
import { ProblemScreen } from "../screens/ProblemScreen.tsx";
import { pageTitle } from "../screens/page-title.ts";
import { WaitScreen } from "../screens/WaitScreen.tsx";
import { isOfNetwork, type Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { isAllDone } from "../transfer/totals.ts";
import { loadPart } from "./load-part.ts";
import type { NearbyParts } from "./nearby-parts.ts";
import type { ScreensProps } from "./session-part.ts";

/** How often progress and speed are drawn. */
const TICK_EVERY_MS = 500;

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
  readonly keepAwake: KeepAwake;
  readonly notices: Notices;
  readonly pickers: PlacePickers;
  readonly nearby: () => NearbyParts | undefined;
  /** What can be done with files anywhere; a file can be given up only while the devices are connected. */
  readonly tools: Omit<FileTools, "cancel">;
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
  const mayFallAsleep = createWaking(props, () => at("connected")?.pausedBy !== undefined);
  createTicks(props);
  createTelling(props);
  void ConnectedScreen.preload();
  void EndedScreen.preload();

  return (
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
            mayFallAsleep={mayFallAsleep()}
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
            retry={
              session().sending ? { label: text.tryAgain, act: () => controller.renewCode() } : undefined
            }
            onBack={back}
          />
        )}
      </Match>
    </Switch>
  );
}

/** Draws progress and speed while something is on its way. */
function createTicks({ store, clock }: SessionScreensProps): void {
  createEffect(() => {
    if (!store.unfinished()) return;
    let cancel = () => {};
    const tick = () => {
      store.tick();
      cancel = clock.after(TICK_EVERY_MS, tick);
    };
    untrack(tick);
    onCleanup(() => cancel());
  });
}

/** Tells the person who looks elsewhere: in the window's title, and in the end by a notification. */
function createTelling({ session, store, notices }: SessionScreensProps): void {
  createEffect(() => {
    document.title = pageTitle(session(), store.totals());
  });
  onCleanup(() => {
    document.title = text.name;
  });
  const isOver = createMemo(() => {
    const now = session();
    return now.at === "ended" || (now.at === "connected" && now.settled === true);
  });
  createEffect(() => {
    if (!isOver()) return;
    const { title, body } = untrack(() => (isAllDone(store.totals()) ? text.told.done : text.told.notDone));
    notices.tell(title, body);
  });
}

/** Keeps the screen on while something moves. @returns whether it goes off all the same */
function createWaking({ store, keepAwake }: SessionScreensProps, isPaused: () => boolean): () => boolean {
  const [mayFallAsleep, setMayFallAsleep] = createSignal(false);
  const isMoving = createMemo(() => store.unfinished() && !isPaused());
  createEffect(() => {
    if (!isMoving()) return;
    onCleanup(keepAwake((isKept) => setMayFallAsleep(!isKept)));
  });
  return () => isMoving() && mayFallAsleep();
}

function connectingWords({ serverAway, peerAway }: Extract<Session, { at: "connecting" }>) {
  if (serverAway) return text.wait.serverAway;
  return peerAway ? text.wait.peerAway : text.wait.connecting;
}

function saidOf({ problem, waitMs, relay, relayOnly }: Extract<Session, { at: "stopped" }>) {
  const { title, body } = text.problem[problem];
  const why = relayOnly ? text.relayOnly(problem) : body;
  const nextSteps = [relay && text.mendRelay(relay), waitMs && text.comeBack(timeLeft(waitMs))];
  return { title, body: [why, ...nextSteps.filter(Boolean)].join(" ") };
}
