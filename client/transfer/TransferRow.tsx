import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { arrivedBytes } from "#protocol/transfer/state.ts";
import { text } from "../text/text.ts";
import type { WhenNear } from "./nearness.ts";
import { RowContent, type RowProps } from "./RowContent.tsx";

/** One file. Far out of sight it is no more than its name, because in thousands of rows the rest is most of the work. */
export function TransferRow(
  props: RowProps & {
    /** Given where the row may be far out of sight. */
    readonly whenNear: WhenNear | undefined;
  },
): JSX.Element {
  const { file } = props.row;
  const { whenNear } = props;
  const transfer = () => props.row.shown().transfer;
  const sha256 = () => {
    const now = transfer();
    return now.state === "done" ? now.sha256 : undefined;
  };
  const name = file.isText ? text.transfer.text : file.name;
  // A text that arrives shows itself, wherever it stands.
  const [isDrawn, setDrawn] = createSignal(!whenNear || file.isText);
  return (
    <li
      ref={(row) => {
        if (whenNear && !isDrawn()) onCleanup(whenNear(row, () => setDrawn(true)));
      }}
      class="file"
      data-testid="transfer"
      data-name={file.name}
      data-size={file.size}
      data-bytes={arrivedBytes(transfer())}
      data-state={transfer().state}
      data-sha256={sha256()}
      data-direction={file.direction}
      data-within={file.folders.length > 0}
    >
      <span class="file-name" dir="auto" title={file.name}>
        {name}
      </span>
      <Show when={isDrawn()}>
        <RowContent {...props} name={name} />
      </Show>
    </li>
  );
}
