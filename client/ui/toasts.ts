/** A word about something that has happened, shown for a while over whatever is on screen. */
export interface Toast {
  /** One whole sentence. A getter that reads `text` has it follow the page's language. */
  readonly said: string;
  /** What can be done about it. Such a toast stays until it is dismissed or the thing is done. */
  readonly action?: { readonly label: string; readonly act: () => void };
  /** It stays until it is dismissed, although nothing can be done about it. */
  readonly lasts?: boolean;
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
