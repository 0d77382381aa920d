import Folder from "lucide-solid/icons/folder";
import { createMemo, createSelector, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { FileTools } from "./file-tools.ts";
import { watchNearness } from "./nearness.ts";
import { isAllRefused } from "./refused.ts";
import type { FileRow } from "./store.ts";
import { TransferRow } from "./TransferRow.tsx";

/** From so many rows on, those out of sight are neither drawn nor laid out. */
const LONG_LIST = 50;

/** More rows than these may not fit, and then the list can be scrolled: by the keyboard too. */
export const ROWS_THAT_FIT = 6;

/** Files, each with a row of its own, under their folders. */
export function TransferList(props: {
  readonly rows: readonly FileRow[];
  readonly tools: FileTools;
  /** Above them stands what became of an offer as a whole, and what to do. */
  readonly isHeaded?: boolean;
}): JSX.Element {
  const [previewed, setPreviewed] = createSignal<FileId>();
  const isPreviewed = createSelector(previewed);
  let list!: HTMLUListElement;
  const nearness = watchNearness(() => list);
  onCleanup(nearness.stop);
  const isLong = () => props.rows.length >= LONG_LIST;
  const goesBothWays = createMemo(() => new Set(props.rows.map(({ file }) => file.direction)).size > 1);
  const isSaidOfAll = createMemo(() => props.isHeaded === true && isAllRefused(props.rows));
  return (
    <Show when={props.rows.length > 0}>
      <ul
        ref={list}
        class="files"
        data-long={isLong()}
        tabIndex={props.rows.length > ROWS_THAT_FIT ? 0 : undefined}
      >
        <For each={props.rows}>
          {(row) => (
            <>
              <Show when={row.heading}>
                {(folders) => (
                  <li class="folder">
                    <Folder size={16} aria-hidden="true" />
                    {folders()}
                  </li>
                )}
              </Show>
              <TransferRow
                row={row}
                tools={props.tools}
                showsDirection={goesBothWays()}
                isSaidOfAll={isSaidOfAll()}
                isOnlyOne={props.rows.length === 1}
                isPreviewed={isPreviewed(row.file.fileId)}
                onPreview={(isOpen) => setPreviewed(isOpen ? row.file.fileId : undefined)}
                whenNear={isLong() ? nearness.whenNear : undefined}
              />
            </>
          )}
        </For>
      </ul>
    </Show>
  );
}
