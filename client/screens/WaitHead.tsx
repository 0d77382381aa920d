import type { JSX } from "solid-js";
import { Heading } from "../ui/Heading.tsx";

/** What a person waits for. */
export function WaitHead(props: {
  readonly title: string;
  readonly body: string;
  readonly extra?: JSX.Element;
}): JSX.Element {
  return (
    <div class="stack centred">
      <span class="spinner" aria-hidden="true" />
      <Heading>{props.title}</Heading>
      <p class="quiet">{props.body}</p>
      {props.extra}
    </div>
  );
}
