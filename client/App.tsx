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
import type { FileId } from "#protocol/ids.ts";
import { CodeScreen } from "./screens/CodeScreen.tsx";
import { EndedScreen } from "./screens/EndedScreen.tsx";
import { HomeScreen } from "./screens/HomeScreen.tsx";
import { InterruptedNotice } from "./screens/InterruptedNotice.tsx";
import { MovingScreen } from "./screens/MovingScreen.tsx";
import { OfferScreen } from "./screens/OfferScreen.tsx";
import { PathChip } from "./screens/PathChip.tsx";
import { ProblemScreen } from "./screens/ProblemScreen.tsx";
import { WaitScreen } from "./screens/WaitScreen.tsx";
import type { Session } from "./session/machine.ts";
import type { PageClock } from "./session/ports.ts";
import type { SessionController } from "./session/session-controller.ts";
import { text } from "./text/en.ts";
import { formatTimeLeft } from "./text/format.ts";
import type { TransferStore } from "./transfer/store.ts";

/** How often progress and speed are drawn. */
const TICK_EVERY_MS = 500;

export interface AppProps {
  readonly session: () => Session;
  readonly store: TransferStore;
  readonly controller: SessionController;
  readonly clock: PageClock;
  readonly copy: (content: string) => boolean;
  readonly savedUrl: (fileId: FileId) => string | undefined;
}

/** Picks the screen for the state that the session is in. */
export function App(props: AppProps): JSX.Element {
  const { controller } = props;
  /** The session while it is in one state: `at("home")`. */
  const at = <S extends Session["at"]>(state: S) => {
    const session = props.session();
    return session.at === state ? (session as Extract<Session, { at: S }>) : undefined;
  };
  const [typedCode, setTypedCode] = createSignal("");
  const back = () => controller.reset();
  const started = createMemo(() => props.store.totals().started > 0);
  const device = () => at("connected")?.device ?? text.transfer.otherDevice;

  createEffect(() => {
    if (!props.store.unfinished()) return;
    let cancel = () => {};
    const tick = () => {
      props.store.tick();
      cancel = props.clock.after(TICK_EVERY_MS, tick);
    };
    untrack(tick);
    onCleanup(() => cancel());
  });

  const waitFor = () => {
    const connected = at("connected");
    if (!connected) return text.wait.connecting;
    return connected.role === "sender" ? text.wait.answer(device()) : text.wait.files;
  };
  const connectingWords = ({ serverAway, peerAway }: Extract<Session, { at: "connecting" }>) => {
    if (serverAway) return text.wait.serverAway;
    return peerAway ? text.wait.peerAway : text.wait.connecting;
  };
  const saidOf = ({ problem, waitMs, relay, relayOnly }: Extract<Session, { at: "stopped" }>) => {
    const { title, body } = text.problem[problem];
    const why = relayOnly ? text.relayOnly(problem) : body;
    const nextSteps = [relay && text.mendRelay(relay), waitMs && text.comeBack(formatTimeLeft(waitMs))];
    return { title, body: [why, ...nextSteps.filter(Boolean)].join(" ") };
  };
  const retryOf = (session: Extract<Session, { at: "stopped" }>) =>
    session.sending ? { label: text.tryAgain, act: () => controller.renewCode() } : undefined;

  return (
    <>
      <header class="page-head">
        <button type="button" class="brand" disabled={props.store.unfinished()} onClick={back}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {text.name}
        </button>
      </header>
      <main class="page-main">
        <Switch>
          <Match when={at("home")}>
            {(session) => (
              <HomeScreen
                problem={session().problem}
                waitMs={session().waitMs}
                typedCode={session().problem ? typedCode() : ""}
                onFiles={(files) => controller.send(files.map((blob) => ({ name: blob.name, blob })))}
                onCode={(code) => {
                  setTypedCode(code);
                  controller.join(code);
                }}
              />
            )}
          </Match>
          <Match when={at("opening")}>
            <WaitScreen {...text.wait.opening} store={props.store} onBack={back} />
          </Match>
          <Match when={at("joining")}>
            <WaitScreen {...text.wait.joining} store={props.store} onBack={back} />
          </Match>
          <Match when={at("waiting")}>
            {(session) => (
              <CodeScreen
                session={session()}
                store={props.store}
                clock={props.clock}
                copy={props.copy}
                onRenew={() => controller.renewCode()}
                onBack={back}
              />
            )}
          </Match>
          <Match when={at("connecting")}>
            {(session) => <WaitScreen {...connectingWords(session())} store={props.store} onBack={back} />}
          </Match>
          <Match when={at("connected")}>
            {(session) => (
              <>
                <InterruptedNotice device={device()} until={session().interruptedUntil} clock={props.clock} />
                <Switch
                  fallback={
                    <WaitScreen
                      {...waitFor()}
                      store={props.store}
                      extra={<PathChip path={session().path} />}
                      onBack={() => controller.cancel()}
                    />
                  }
                >
                  <Match when={session().offered}>
                    <OfferScreen
                      device={device()}
                      path={session().path}
                      store={props.store}
                      onAccept={() => controller.accept()}
                      onDecline={() => controller.decline()}
                    />
                  </Match>
                  <Match when={started()}>
                    <MovingScreen
                      role={session().role}
                      device={device()}
                      path={session().interruptedUntil === undefined ? session().path : undefined}
                      store={props.store}
                      savedUrl={props.savedUrl}
                      onCancel={() => controller.cancel()}
                    />
                  </Match>
                </Switch>
              </>
            )}
          </Match>
          <Match when={at("ended")}>
            {(session) => (
              <EndedScreen session={session()} store={props.store} savedUrl={props.savedUrl} onAgain={back} />
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
            {(session) => <ProblemScreen {...saidOf(session())} retry={retryOf(session())} onBack={back} />}
          </Match>
        </Switch>
      </main>
      <footer class="page-foot">{text.promise}</footer>
    </>
  );
}
