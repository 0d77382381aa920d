import type { FileId } from "#protocol/ids.ts";
import { downloadName } from "#protocol/transfer/file-name.ts";
import type { SavedFile } from "../engine/ports.ts";

/**
 * Chromium drops, without a word, all but ten downloads that one frame starts within a second. An empty
 * frame of our own for every ten files lets a folder of small files through.
 */
const DOWNLOADS_PER_FRAME = 10;

/** How long a full frame stays: Firefox drops the downloads of a frame that goes before they have begun. */
const FRAME_LINGER_MS = 30_000;

/** Hands finished files to the person, by the browser's own downloads. */
export class DownloadSaver {
  readonly #urls = new Map<FileId, string>();
  #frame: HTMLIFrameElement | undefined;
  #startedInFrame = 0;

  /** Starts the download of a file that is not in its place yet. @throws where the page has no document for it */
  save(fileId: FileId, name: string, saved: SavedFile): void {
    if (saved.type === "in-place") return;
    const url = URL.createObjectURL(saved.blob);
    this.#urls.set(fileId, url);
    const link = this.#document().createElement("a");
    link.href = url;
    link.download = downloadName(name);
    link.click();
  }

  /** For a link by which the file can be saved again; undefined where it was not handed over here. */
  url(fileId: FileId): string | undefined {
    return this.#urls.get(fileId);
  }

  /** Lets the browser free the files' bytes. Downloads that have started are not harmed. */
  forget(): void {
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#urls.clear();
  }

  #document(): Document {
    if (this.#startedInFrame >= DOWNLOADS_PER_FRAME) this.#retireFrame();
    this.#frame ??= addFrame();
    const within = this.#frame.contentDocument;
    if (!within) throw new Error("the frame has no document");
    this.#startedInFrame++;
    return within;
  }

  #retireFrame(): void {
    const full = this.#frame;
    setTimeout(() => full?.remove(), FRAME_LINGER_MS);
    this.#frame = undefined;
    this.#startedInFrame = 0;
  }
}

function addFrame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  return frame;
}
