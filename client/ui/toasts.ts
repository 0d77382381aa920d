/** A word about something that has happened, shown for a while over whatever is on screen. */
export interface Toast {
  /** One whole sentence. A getter that reads `text` has it follow the page's language, here and below. */
  readonly said: string;
  /** What a person is asked with it. Such a toast stays until it is answered. */
  readonly offer?: ToastOffer;
  /** The `data-testid` by which it is found, if not by `toast`. */
  readonly testId?: string;
}

/** Something that can be done at once or later; the sentence says what it takes. */
export interface ToastOffer {
  readonly title: string;
  readonly accept: ToastAnswer;
  /** Escape says the same, and so does pushing it aside. */
  readonly putOff: ToastAnswer;
}

/** A button, and what it does. What is begun by it may take a while: whoever shows the toast takes it away. */
export interface ToastAnswer {
  readonly label: string;
  readonly act: () => void;
}

/** Loaded with the first toast, or before it where the server may be away by then. */
let loaded: Promise<typeof import("./ToastRegion.tsx")> | undefined;

/** Fetches what shows toasts, so that one can be shown without the server. Does nothing where that fails. */
export function prepareToasts(): void {
  load().catch(() => {
    // The next one tries again.
  });
}

/** Says something politely, without taking the focus. @returns takes it away again */
export function toast(said: Toast): () => void {
  let isGone = false;
  let takeAway = () => {
    isGone = true;
  };
  load().then(
    ({ showToast }) => {
      if (!isGone) takeAway = showToast(said);
    },
    () => {
      // Nothing that a person has to know is said by a toast alone.
    },
  );
  return () => takeAway();
}

function load() {
  loaded ??= import("./ToastRegion.tsx");
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}
