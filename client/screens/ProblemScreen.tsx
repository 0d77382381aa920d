import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { DiagnosticsLink } from "../ui/DiagnosticsLink.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Words } from "../ui/Words.tsx";

/** No connection came about: what happened, and the way on. */
export function ProblemScreen(props: {
  readonly title: string;
  /** What is to be typed stands between backticks. */
  readonly body: string;
  /** The one thing to try; absent where going back is the way on. */
  readonly retry?: { readonly label: string; readonly act: () => void } | undefined;
  /** The checks of the diagnostics page may tell more. */
  readonly canBeChecked?: boolean | undefined;
  readonly onBack: () => void;
}): JSX.Element {
  return (
    <section class="card">
      <div class="stack centred">
        <span class="emblem" data-mood="bad">
          <X size={32} aria-hidden="true" />
        </span>
        <Heading>{props.title}</Heading>
        <p class="quiet" role="alert" data-testid="problem">
          <Words said={props.body} />
        </p>
        <Show when={props.canBeChecked}>
          <DiagnosticsLink label={text.findOut} />
        </Show>
      </div>
      <div class="actions">
        <Button onClick={() => props.onBack()}>{text.back}</Button>
        <Show when={props.retry}>
          {(retry) => (
            <Button kind="primary" onClick={() => retry().act()}>
              {retry().label}
            </Button>
          )}
        </Show>
      </div>
    </section>
  );
}
