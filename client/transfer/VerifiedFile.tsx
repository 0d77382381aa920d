import { type JSX, Match, Show, Switch } from "solid-js";
import type { Sha256 } from "#protocol/ids.ts";
import { text } from "../text/text.ts";
import type { KeptFile } from "./file-tools.ts";
import { ReceivedText } from "./ReceivedText.tsx";
import { RowPreview, type RowPreviewProps } from "./RowPreview.tsx";

/** A file that is there: its digest, and what can be done with it. */
export function VerifiedFile(props: RowPreviewProps & { readonly sha256: Sha256 }): JSX.Element {
  /** What is kept of it, while it is of one type. */
  const kept = <T extends KeptFile["type"]>(type: T) => {
    const file = props.tools.kept(props.row.file.fileId);
    return file?.type === type ? (file as Extract<KeptFile, { type: T }>) : undefined;
  };
  return (
    <div class="file-detail verified">
      <strong>{text.transfer.verified}</strong>
      <Switch>
        <Match when={kept("download")}>
          {(file) => (
            <a href={file().url} download={file().name}>
              {file().isArchive ? text.transfer.saveArchive(file().name) : text.transfer.save}
            </a>
          )}
        </Match>
        <Match when={kept("in-place")}>{text.transfer.inPlace}</Match>
      </Switch>
      <RowPreview
        row={props.row}
        tools={props.tools}
        isPreviewed={props.isPreviewed}
        onPreview={props.onPreview}
      />
      <Show when={kept("text")}>{(file) => <ReceivedText blob={file().blob} tools={props.tools} />}</Show>
      <details>
        <summary>{text.transfer.digest}</summary>
        <span class="digest">{props.sha256}</span>
      </details>
    </div>
  );
}
