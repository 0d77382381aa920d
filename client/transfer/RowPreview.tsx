import { createMemo, type JSX, Show } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import { FilePreview } from "../preview/FilePreview.tsx";
import { type Media, mediaOf } from "../preview/media.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "./file-tools.ts";
import { lookAt } from "./look.ts";
import type { FileRow } from "./store.ts";

export interface RowPreviewProps {
  readonly row: FileRow;
  readonly tools: FileTools;
  readonly isPreviewed: boolean;
  readonly onPreview: (isOpen: boolean) => void;
}

interface Look {
  readonly media: Media;
  readonly label: string;
  readonly load: () => Promise<Blob | undefined>;
}

/** A first look at a received picture or video, or at the beginning of a video that is still arriving. */
export function RowPreview(props: RowPreviewProps): JSX.Element {
  const { file } = props.row;
  const media = file.direction === "in" && !file.isText ? mediaOf(file.name) : undefined;
  if (!media) return undefined; // what it is never changes
  const extent = createMemo(() => lookAt(media, props.row.shown()));
  const look = () => {
    const now = extent();
    return now && (now === "whole" ? whole : soFar)(media, props.tools, file.fileId);
  };
  return (
    <Show when={look()}>
      {(shown) => (
        <FilePreview name={file.name} {...shown()} isOpen={props.isPreviewed} onOpen={props.onPreview} />
      )}
    </Show>
  );
}

function whole(media: Media, tools: FileTools, fileId: FileId): Look | undefined {
  const kept = tools.kept(fileId);
  if (kept?.type !== "download" || kept.isArchive) return undefined;
  return { media, label: text.transfer.preview, load: () => Promise.resolve(kept.blob) };
}

function soFar(media: Media, { peek }: FileTools, fileId: FileId): Look | undefined {
  return peek && { media, label: text.transfer.playSoFar, load: () => peek(fileId) };
}
