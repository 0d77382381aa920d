import { type JSX, Show } from "solid-js";
import type { Millis } from "#protocol/time.ts";
import { CodeEntry } from "../pairing/CodeEntry.tsx";
import type { Choosing } from "../pairing/choosing.ts";
import { DropArea } from "../pairing/DropArea.tsx";
import type { Problem } from "../session/machine.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import { Heading } from "../ui/Heading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { SecureLine, type SecurePage } from "./SecureLine.tsx";

/** Send or receive: the two things that a person came for. */
export function HomeScreen(props: {
  readonly securePage: SecurePage | undefined;
  readonly problem: Problem | undefined;
  /** After this long it is worth another try. */
  readonly waitMs: Millis | undefined;
  readonly typedCode: string;
  readonly choosing: Choosing;
  /** Devices nearby, once they are known. */
  readonly nearby: JSX.Element;
  /** A code is being tried, and the screen stays for that moment. */
  readonly isJoining: boolean;
  readonly onCode: (code: string, isByItself: boolean) => void;
  /** Another way to enter a code than typing it. */
  readonly scanButton: JSX.Element;
}): JSX.Element {
  return (
    <>
      <section class="card">
        <Heading>{text.home.sendTitle}</Heading>
        <DropArea choosing={props.choosing} />
      </section>
      <section class="card">
        <div class="stack">
          <h2>{text.home.receiveTitle}</h2>
          <p class="quiet">{text.home.receiveBody}</p>
        </div>
        <Show when={props.problem}>
          {(problem) => (
            <Notice>
              <strong>{text.home.problem(text.problem[problem()].title)}</strong>{" "}
              {text.problem[problem()].body}{" "}
              <Show when={props.waitMs}>{(wait) => text.comeBack(timeLeft(wait()))}</Show>
            </Notice>
          )}
        </Show>
        <CodeEntry typed={props.typedCode} isJoining={props.isJoining} onCode={props.onCode}>
          {props.scanButton}
        </CodeEntry>
      </section>
      {props.nearby}
      <Show when={props.securePage}>{(page) => <SecureLine {...page()} />}</Show>
    </>
  );
}
