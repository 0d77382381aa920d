import Check from "lucide-solid/icons/check";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import type { Path } from "../session/machine.ts";
import { Heading } from "../ui/Heading.tsx";
import type { Outcome } from "./outcome.ts";
import { PathDetails } from "./PathDetails.tsx";

/** The picture and the words for how it ended. */
export function OutcomeHead(props: {
  readonly outcome: Outcome;
  readonly path: Path | undefined;
  readonly lanes?: number | undefined;
}): JSX.Element {
  return (
    <div class="stack centred">
      <span class="emblem" data-mood={props.outcome.isGood ? "good" : "bad"}>
        <Show when={props.outcome.isGood} fallback={<X size={32} aria-hidden="true" />}>
          <Check size={32} aria-hidden="true" />
        </Show>
      </span>
      <Heading>{props.outcome.title}</Heading>
      <p class="quiet" role="status">
        {props.outcome.body}
      </p>
      <PathDetails path={props.path} lanes={props.lanes} />
    </div>
  );
}
