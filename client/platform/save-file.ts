/** A received file that stays within reach while the page is open. */
export interface SavedFile {
  /** For a link by which the person can save it again. */
  readonly url: string;
}

/**
 * Chromium drops, without a word, all but ten downloads that one frame starts within a second. An empty
 * frame of our own for every ten files lets a folder of small files through.
 */
const DOWNLOADS_PER_FRAME = 10;

/** How long a full frame stays: Firefox drops the downloads of a frame that goes before they have begun. */
const FRAME_LINGER_MS = 30_000;

/** Starts the browser's own downloads. */
export class FileSaver {
  #frame: HTMLIFrameElement | undefined;
  #startedInFrame = 0;

  /** @throws where the page has no document to start a download from */
  save(name: string, blob: Blob): SavedFile {
    const link = this.#document().createElement("a");
    const url = URL.createObjectURL(blob);
    link.href = url;
    link.download = name;
    link.click();
    return { url };
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

/** Lets the browser free the file's bytes. A download that already started is not harmed. */
export function forgetFile({ url }: SavedFile): void {
  URL.revokeObjectURL(url);
}
