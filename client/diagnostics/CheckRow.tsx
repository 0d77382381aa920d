import Check from "lucide-solid/icons/check";
import Minus from "lucide-solid/icons/minus";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import X from "lucide-solid/icons/x";
import { type JSX, Match, Show, Switch } from "solid-js";
import { diagnosticsText, toldOf } from "../text/diagnostics.ts";
import { Words } from "../ui/Words.tsx";
import { type CheckId, stateOf, type Verdict } from "./checks.ts";

/** One check: how it stands, what was found, and what to do. */
export function CheckRow(props: {
  readonly check: CheckId;
  /** Undefined while it runs. */
  readonly verdict: Verdict | undefined;
  /** Where a page in a secure context is, if this check says so. */
  readonly openAt?: string | undefined;
}): JSX.Element {
  const state = () => stateOf(props.verdict);
  return (
    <li class="check" data-testid="check" data-check={props.check} data-state={state()}>
      <span class="check-mark">
        <Switch fallback={<span class="check-spinner" />}>
          <Match when={state() === "ok"}>
            <Check size={18} aria-hidden="true" />
          </Match>
          <Match when={state() === "warn"}>
            <TriangleAlert size={18} aria-hidden="true" />
          </Match>
          <Match when={state() === "fail"}>
            <X size={18} aria-hidden="true" />
          </Match>
          <Match when={state() === "off"}>
            <Minus size={18} aria-hidden="true" />
          </Match>
        </Switch>
      </span>
      <div class="check-words">
        <div class="check-head">
          <h2>{diagnosticsText.checks[props.check]}</h2>
          <span class="check-state">{diagnosticsText.states[state()]}</span>
        </div>
        <Show when={props.verdict}>
          {(verdict) => (
            <>
              <p class="quiet">
                <Words said={toldOf(verdict()).said} />
              </p>
              <Show when={toldOf(verdict()).fix}>
                {(fix) => (
                  <p data-testid="fix">
                    <Words said={fix()} />
                  </p>
                )}
              </Show>
            </>
          )}
        </Show>
        <Show when={props.openAt}>
          {(url) => (
            <a class="link" href={url()}>
              {diagnosticsText.openHttps}
            </a>
          )}
        </Show>
      </div>
    </li>
  );
}
