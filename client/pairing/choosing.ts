import { type Accessor, createSignal, onCleanup, onMount, type Setter } from "solid-js";
import type { Choice } from "./choice.ts";

/** What the browser gives of a drop or a paste. */
export interface ChoosingPorts {
  /** Must be called while the event is handled: afterwards the browser has taken it all back. */
  readonly readTransfer: (data: DataTransfer) => Promise<Choice>;
  /** Something was pasted outside of a field for text. @returns what ends it */
  readonly onPaste: (then: (data: DataTransfer) => void) => () => void;
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
  /** A folder is being read. */
  readonly isReading: Accessor<boolean>;
  /** The text that is being typed; undefined while its panel is closed. */
  readonly draft: Accessor<string | undefined>;
  readonly setDraft: Setter<string | undefined>;
  readonly take: (choice: Choice) => void;
}

/** Takes what is dropped anywhere on the page, or pasted. It lives as long as the component that calls this. */
export function createChoosing(
  ports: ChoosingPorts,
  allowed: () => Allowed,
  take: (choice: Choice) => void,
): Choosing {
  const [isOver, setOver] = createSignal(false);
  const [isReading, setReading] = createSignal(false);
  const [draft, setDraft] = createSignal<string>();

  const read = async (data: DataTransfer) => {
    const reading = ports.readTransfer(data);
    setReading(true);
    try {
      take(await reading);
    } finally {
      setReading(false);
    }
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
      if (allowed().paste) void read(data);
    });
    onCleanup(() => {
      document.removeEventListener("dragover", dragOver);
      document.removeEventListener("dragleave", dragLeave);
      document.removeEventListener("drop", drop);
      stopPasting();
    });
  });

  return { isOver, isReading, draft, setDraft, take };
}
