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

/** Frames whose downloads have long begun can go. */
const FRAMES_KEPT = 4;

/** Starts the browser's own downloads. */
export class FileSaver {
  #frames: HTMLIFrameElement[] = [];
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
    const frame = this.#startedInFrame < DOWNLOADS_PER_FRAME ? this.#frames.at(-1) : undefined;
    const within = (frame ?? this.#newFrame()).contentDocument;
    if (!within) throw new Error("the frame has no document");
    this.#startedInFrame++;
    return within;
  }

  #newFrame(): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    this.#frames.push(frame);
    while (this.#frames.length > FRAMES_KEPT) this.#frames.shift()?.remove();
    this.#startedInFrame = 0;
    return frame;
  }
}

/** Lets the browser free the file's bytes. A download that already started is not harmed. */
export function forgetFile({ url }: SavedFile): void {
  URL.revokeObjectURL(url);
}
