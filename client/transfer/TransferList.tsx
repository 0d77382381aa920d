import { For, type JSX, Show } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { TransferStore } from "./store.ts";
import { TransferRow } from "./TransferRow.tsx";

/** All files of the session. */
export function TransferList(props: {
  readonly store: TransferStore;
  readonly savedUrl?: (fileId: FileId) => string | undefined;
}): JSX.Element {
  return (
    <ul class="files">
      <For each={props.store.order()}>
        {(fileId) => (
          <Show when={props.store.get(fileId)}>
            {(transfer) => <TransferRow transfer={transfer()} savedUrl={props.savedUrl?.(fileId)} />}
          </Show>
        )}
      </For>
    </ul>
  );
}
