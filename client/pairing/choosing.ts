import { type Accessor, createSignal, onCleanup, onMount, type Setter } from "solid-js";
import type { Choice } from "./choice.ts";

/** What the browser gives of a drop or a paste. */
export interface ChoosingPorts {
  /** Must be called while the event is handled: afterwards the browser has taken it all back. */
  readonly readTransfer: (data: DataTransfer, reading: Reading) => Promise<Choice>;
  /** Something was pasted outside of a field for text. @returns what ends it */
  readonly onPaste: (then: (data: DataTransfer) => void) => () => void;
}

/** How a folder that is being read is watched, and given up. */
export interface Reading {
  /** So many files so far. */
  readonly found: (count: number) => void;
  readonly signal: AbortSignal;
}

/** What may be chosen on the screen that is shown. */
export interface Allowed {
  readonly drop: boolean;
  readonly paste: boolean;
}

/** How things to send are chosen; one for the whole page, so that a change of screens loses nothing. */
export interface Choosing {
  /** Something that can be taken is dragged over the page. */
  readonly isOver: Accessor<boolean>;
  /** How many files were found so far, while a folder is being read. */
  readonly filesFound: Accessor<number | undefined>;
  /** Nothing of what is being read is wanted any more. */
  readonly stopReading: () => void;
  /** The text that is being typed; undefined while its panel is closed. */
  readonly draft: Accessor<string | undefined>;
  readonly setDraft: Setter<string | undefined>;
  readonly take: (choice: Choice) => void;
}

/**
 * Takes what is dropped anywhere on the page, or pasted. It lives as long as the component that calls this.
 *
 * @param joins takes a pasted text that is a code; whether it was one
 */
export function createChoosing(
  ports: ChoosingPorts,
  allowed: () => Allowed,
  take: (choice: Choice) => void,
  joins: (pasted: string) => boolean,
): Choosing {
  const [isOver, setOver] = createSignal(false);
  const [filesFound, setFilesFound] = createSignal<number>();
  const [draft, setDraft] = createSignal<string>();

  let stop = new AbortController();
  const stopReading = () => {
    stop.abort();
    setFilesFound(undefined);
  };
  const read = async (data: DataTransfer) => {
    stop.abort(); // what is dropped now is wanted, and not what was before
    stop = new AbortController();
    const { signal } = stop;
    const found = (count: number) => void (signal.aborted || setFilesFound(count));
    const reading = ports.readTransfer(data, { found, signal });
    setFilesFound(0);
    const choice = await reading;
    if (signal.aborted) return;
    setFilesFound(undefined);
    take(choice);
  };
  const dragOver = (event: DragEvent) => {
    // Also where nothing is taken: the browser would leave the page for the file.
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = allowed().drop ? "copy" : "none";
    setOver(allowed().drop);
  };
  const dragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false); // out of the window, not into a child
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer && allowed().drop) void read(event.dataTransfer);
  };
  onMount(() => {
    document.addEventListener("dragover", dragOver);
    document.addEventListener("dragleave", dragLeave);
    document.addEventListener("drop", drop);
    const stopPasting = ports.onPaste((data) => {
      if (allowed().paste && !joins(data.getData("text/plain"))) void read(data);
    });
    onCleanup(() => {
      document.removeEventListener("dragover", dragOver);
      document.removeEventListener("dragleave", dragLeave);
      document.removeEventListener("drop", drop);
      stopPasting();
    });
  });

  return { isOver, filesFound, stopReading, draft, setDraft, take };
}
