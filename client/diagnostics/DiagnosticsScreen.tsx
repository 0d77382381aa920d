import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { diagnosticsText as text, toldOf } from "../text/diagnostics.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Heading } from "../ui/Heading.tsx";
import { CheckRow } from "./CheckRow.tsx";
import { CHECKS, type CheckId, overall, type Verdict, type Verdicts } from "./checks.ts";
import { reportOf } from "./report.ts";
import type { DiagnosticsEvents, DiagnosticsRun } from "./run.ts";
import { serverRows } from "./server-rows.ts";

/** Runs all checks and shows what they say, one after the other as they end. */
export function DiagnosticsScreen(props: {
  readonly origin: string;
  readonly run: (events: DiagnosticsEvents) => DiagnosticsRun;
  /** @returns whether the browser did it */
  readonly copy: (content: string) => boolean;
}): JSX.Element {
  const [verdicts, setVerdicts] = createSignal<Verdicts>({});
  const [server, setServer] = createSignal<ServerFacts>();
  let current: DiagnosticsRun | undefined;

  const start = () => {
    current?.stop();
    setVerdicts({});
    current = props.run({
      verdict: (check: CheckId, verdict: Verdict) => setVerdicts((all) => ({ ...all, [check]: verdict })),
      server: setServer,
    });
  };
  start();
  onCleanup(() => current?.stop());

  const report = () =>
    reportOf(
      { verdicts: verdicts(), server: server(), origin: props.origin },
      {
        title: `${text.title} · P2P Share`,
        note: text.reportNote,
        nameOf: (check) => text.checks[check],
        stateOf: (state) => text.states[state],
        toldOf,
        factsOf: serverRows,
      },
    );
  const httpsUrl = () => {
    const verdict = verdicts()["secure-context"];
    return verdict?.because === "insecure" ? verdict.httpsUrl : undefined;
  };
  const state = () => overall(verdicts());

  return (
    <section class="card" data-testid="diagnostics" data-state={state()}>
      <div class="stack">
        <Heading>{text.title}</Heading>
        <p class="quiet">{text.lead}</p>
        <p class="overall" role="status" aria-live="polite" data-state={state()}>
          {text.overall[state()]}
        </p>
      </div>
      <ul class="checks">
        <For each={CHECKS}>
          {(check) => (
            <CheckRow
              check={check}
              verdict={verdicts()[check]}
              openAt={check === "secure-context" ? httpsUrl() && `${httpsUrl()}/diagnostics` : undefined}
            />
          )}
        </For>
      </ul>
      <Show when={server()}>
        {(facts) => (
          <details class="about">
            <summary>{text.about}</summary>
            <dl>
              <For each={serverRows(facts())}>
                {([name, value]) => (
                  <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                )}
              </For>
            </dl>
          </details>
        )}
      </Show>
      <div class="stack">
        <div class="actions">
          <Button disabled={state() === "running"} onClick={start}>
            {text.again}
          </Button>
          <CopyButton
            testId="copy-report"
            label={text.copy}
            copied={text.copied}
            failed={
              <>
                {text.copyFailed}
                <textarea class="report" readonly rows={12} value={report()} />
              </>
            }
            copy={() => props.copy(report())}
          />
        </div>
        <p class="quiet small">{text.reportNote}</p>
      </div>
    </section>
  );
}
