import { type JSX, Show } from "solid-js";
import { text } from "../text/en.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";

/** Something is under way; says what, and how to stop it. */
export function WaitScreen(props: {
  readonly title: string;
  readonly body: string;
  readonly store: TransferStore;
  readonly extra?: JSX.Element;
  readonly onBack: () => void;
}): JSX.Element {
  return (
    <section class="card">
      <div class="stack centred">
        <span class="spinner" aria-hidden="true" />
        <Heading>{props.title}</Heading>
        <p class="quiet">{props.body}</p>
        {props.extra}
      </div>
      <Show when={props.store.order().length > 0}>
        <TransferList store={props.store} />
      </Show>
      <div class="actions">
        <Button onClick={() => props.onBack()}>{text.transfer.cancel}</Button>
      </div>
    </section>
  );
}
