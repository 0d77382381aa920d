import { createResource, createSignal, ErrorBoundary, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { MenuButton } from "../menu/MenuButton.tsx";
import type { Choice } from "../pairing/choice.ts";
import { type ChoosingPorts, createChoosing } from "../pairing/choosing.ts";
import { foundCode } from "../pairing/code-text.ts";
import { LeftOut } from "../pairing/LeftOut.tsx";
import { isTooMuch, remarksOn } from "../pairing/remarks.ts";
import { ScanButton, type ScanButtonProps } from "../scanning/ScanButton.tsx";
import { HomeScreen } from "../screens/HomeScreen.tsx";
import { createHomeHold } from "../screens/home-hold.ts";
import { ProblemScreen } from "../screens/ProblemScreen.tsx";
import type { SecurePage } from "../screens/SecureLine.tsx";
import { WaitHead } from "../screens/WaitHead.tsx";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/text.ts";
import { confirm } from "../ui/confirm.ts";
import { DiagnosticsLink } from "../ui/DiagnosticsLink.tsx";
import type { InstallablePage } from "./installed.tsx";
import type { NearbyParts } from "./nearby-parts.ts";
import type { SessionLoader } from "./session-loader.ts";

const HOME_HELD: Extract<Session, { at: "home" }> = { at: "home" };

/** The page's frame, its first screen, and the screens of a session once there is one. */
export function App(props: {
  readonly sessions: SessionLoader;
  readonly choosing: ChoosingPorts;
  /** Undefined until it is known that there are any, and what they need is there. */
  readonly nearby: () => NearbyParts | undefined;
  /** The page over https, where this one is not; undefined while nobody knows. */
  readonly securePage: () => SecurePage | undefined;
  readonly scanning: Omit<ScanButtonProps, "onCode"> & { readonly origin: string };
  readonly clock: PageClock;
  /** Makes it one that can be installed, where it can be. @returns what there is to say of that, above the screens */
  readonly install: (page: InstallablePage) => Promise<(() => JSX.Element) | undefined>;
}): JSX.Element {
  const { sessions } = props;
  const { session } = sessions;
  const home = () => {
    const now = session();
    return now.at === "home" ? now : undefined;
  };
  const { nearby } = props;
  /** What a person waits for, as long as the part that can do it is not there. */
  const awaited = () => (sessions.part() ? undefined : sessions.awaited());
  const [typedCode, setTypedCode] = createSignal("");
  const hold = createHomeHold(() => session().at, props.clock);
  const shownHome = () => home() ?? (hold.isHeld() ? HOME_HELD : undefined);
  const [remarks, setRemarks] = createSignal<readonly string[]>([]);
  const back = () => {
    setRemarks([]);
    sessions.forget();
  };
  const isUnfinished = () => sessions.part()?.isUnfinished() ?? false;
  /** Back to the start, which ends what is on its way: not by a stray press. */
  const leave = async () => {
    const isMoot = () => !isUnfinished();
    if (isMoot() || (await confirm({ ...text.frame.end, isMoot }))) back();
  };
  const take = (choice: Choice) => {
    setRemarks(remarksOn(choice));
    if (choice.files.length > 0 && !isTooMuch(choice)) sessions.take(choice.files);
    nearby()?.chosen();
  };
  const allowed = () => ({
    drop: sessions.part()?.mayDrop() ?? true,
    paste: home() !== undefined,
  });
  const join = (code: string, isByItself: boolean) => {
    setTypedCode(code);
    if (isByItself) hold.begin();
    sessions.join(code);
  };
  const joins = (pasted: string) => {
    const found = foundCode(pasted, props.scanning.origin);
    if (found?.type === "here") join(found.code, true);
    return found?.type === "here";
  };
  const choosing = createChoosing(props.choosing, allowed, take, joins);
  const [installed] = createResource(() => props.install({ session, mayTake: () => allowed().drop, take }));
  /** A part could not be loaded: the server is away, or has another page since. */
  const outOfDate = () => (
    <ProblemScreen
      {...text.problem["page-failed"]}
      retry={{ label: text.reload, act: () => location.reload() }}
      onBack={back}
    />
  );

  return (
    <>
      <header class="page-head">
        <button type="button" class="brand" onClick={() => void leave()}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {text.name}
        </button>
        <MenuButton />
      </header>
      <main class="page-main">
        {installed.latest?.()}
        <LeftOut remarks={remarks()} onDismiss={() => setRemarks([])} />
        <Switch>
          <Match when={!hold.isHeld() && awaited()}>
            {(what) => (
              <Show when={!sessions.hasFailed()} fallback={outOfDate()}>
                <section class="card">
                  <WaitHead {...text.wait[what()]} />
                </section>
              </Show>
            )}
          </Match>
          <Match when={shownHome()}>
            {(now) => (
              <HomeScreen
                securePage={props.securePage()}
                problem={now().problem}
                waitMs={now().waitMs}
                typedCode={now().problem ? typedCode() : ""}
                isJoining={hold.isHeld()}
                choosing={choosing}
                nearby={<Dynamic component={nearby()?.Card} choosing={choosing} />}
                onCode={join}
                scanButton={<ScanButton {...props.scanning} onCode={(code) => join(code, false)} />}
              />
            )}
          </Match>
          <Match when={sessions.part()}>
            {(part) => {
              const { Screens } = part();
              return (
                <ErrorBoundary fallback={outOfDate}>
                  <Screens choosing={choosing} nearby={nearby} onBack={back} />
                </ErrorBoundary>
              );
            }}
          </Match>
        </Switch>
      </main>
      <Dynamic component={nearby()?.Question} hasCode={session().at === "waiting"} />
      <footer class="page-foot">
        <p>{text.promise}</p>
        <DiagnosticsLink label={text.diagnostics} />
      </footer>
    </>
  );
}
