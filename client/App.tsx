import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  onCleanup,
  Switch,
  untrack,
} from "solid-js";
import type { Choice } from "./pairing/choice.ts";
import { type ChoosingPorts, createChoosing } from "./pairing/choosing.ts";
import { LeftOut } from "./pairing/LeftOut.tsx";
import { isTooMuch, remarksOn } from "./pairing/remarks.ts";
import { CodeScreen } from "./screens/CodeScreen.tsx";
import { ConnectedScreen } from "./screens/ConnectedScreen.tsx";
import { mayChoose } from "./screens/connected-view.ts";
import { EndedScreen } from "./screens/EndedScreen.tsx";
import { HomeScreen } from "./screens/HomeScreen.tsx";
import type { Intents, PlacePickers } from "./screens/intents.ts";
import type { KeepAwake } from "./screens/keep-awake.ts";
import { ProblemScreen } from "./screens/ProblemScreen.tsx";
import type { SecurePage } from "./screens/SecureLine.tsx";
import { WaitScreen } from "./screens/WaitScreen.tsx";
import { isOfNetwork, type Session } from "./session/machine.ts";
import type { PageClock } from "./session/ports.ts";
import { text } from "./text/text.ts";
import { timeLeft } from "./text/time-left.ts";
import type { FileTools } from "./transfer/file-tools.ts";
import type { TransferStore } from "./transfer/store.ts";
import { DiagnosticsLink } from "./ui/DiagnosticsLink.tsx";

/** How often progress and speed are drawn. */
const TICK_EVERY_MS = 500;

export interface AppProps {
  readonly session: () => Session;
  readonly store: TransferStore;
  readonly controller: Intents;
  readonly clock: PageClock;
  readonly keepAwake: KeepAwake;
  readonly choosing: ChoosingPorts;
  readonly pickers: PlacePickers;
  /** The page over https, where this one is not; undefined while nobody knows. */
  readonly securePage: () => SecurePage | undefined;
  /** What can be done with files anywhere; a file can be given up only while the devices are connected. */
  readonly tools: Omit<FileTools, "cancel">;
}

/** Picks the screen for the state that the session is in. */
export function App(props: AppProps): JSX.Element {
  const { controller, store, tools } = props;
  /** The session while it is in one state: `at("home")`. */
  const at = <S extends Session["at"]>(state: S) => {
    const session = props.session();
    return session.at === state ? (session as Extract<Session, { at: S }>) : undefined;
  };
  const [typedCode, setTypedCode] = createSignal("");
  const [remarks, setRemarks] = createSignal<readonly string[]>([]);
  const back = () => {
    setRemarks([]);
    controller.reset();
  };
  const take = (choice: Choice) => {
    setRemarks(remarksOn(choice));
    if (choice.files.length === 0 || isTooMuch(choice)) return;
    if (at("connected")?.chooseAgain) controller.files.chooseAgain(choice.files);
    else controller.send(choice.files);
  };
  const allowed = () => ({
    drop: mayChoose(props.session(), store.totals()),
    paste: props.session().at === "home",
  });
  const choosing = createChoosing(props.choosing, allowed, take);
  const connectedTools: FileTools = { ...tools, cancel: (fileId) => controller.files.cancel(fileId) };
  const mayFallAsleep = createWaking(props, () => at("connected")?.pausedBy !== undefined);
  createTicks(props);

  return (
    <>
      <header class="page-head">
        <button type="button" class="brand" disabled={store.unfinished()} onClick={back}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {text.name}
        </button>
      </header>
      <main class="page-main">
        <LeftOut remarks={remarks()} onDismiss={() => setRemarks([])} />
        <Switch>
          <Match when={at("home")}>
            {(session) => (
              <HomeScreen
                securePage={props.securePage()}
                problem={session().problem}
                waitMs={session().waitMs}
                typedCode={session().problem ? typedCode() : ""}
                choosing={choosing}
                onCode={(code) => {
                  setTypedCode(code);
                  controller.join(code);
                }}
              />
            )}
          </Match>
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
                choosing={choosing}
                pickers={props.pickers}
                clock={props.clock}
                mayFallAsleep={mayFallAsleep()}
                intents={controller}
              />
            )}
          </Match>
          <Match when={at("ended")}>
            {(session) => <EndedScreen session={session()} store={store} tools={tools} onAgain={back} />}
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
      </main>
      <footer class="page-foot">
        <p>{text.promise}</p>
        <DiagnosticsLink label={text.diagnostics} />
      </footer>
    </>
  );
}

/** Draws progress and speed while something is on its way. */
function createTicks({ store, clock }: AppProps): void {
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

/** Keeps the screen on while something moves. @returns whether it goes off all the same */
function createWaking({ store, keepAwake }: AppProps, isPaused: () => boolean): () => boolean {
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
