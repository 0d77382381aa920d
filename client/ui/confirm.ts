/** Something that cannot be taken back, and is asked for once more. */
export interface Question {
  readonly title: string;
  /** What is lost. */
  readonly body: string;
  /** The answer that changes nothing. It has the focus. */
  readonly stay: string;
  readonly go: string;
  /** Where it reads true nothing can be lost any more, and the question goes away by itself. */
  readonly isMoot?: () => boolean;
}

/** Loaded before somebody asks: the server may be away by then. */
let loaded: Promise<typeof import("./ConfirmDialog.tsx")> | undefined;

/** Fetches what asks, for when it is needed. */
export function prepareConfirm(): void {
  load().catch(() => {
    // Whoever asks tries again.
  });
}

/** Asks a person. @returns whether they want it all the same */
export async function confirm(question: Question): Promise<boolean> {
  try {
    const { ask } = await load();
    return await ask(question);
  } catch {
    return window.confirm(`${question.title} ${question.body}`);
  }
}

function load() {
  loaded ??= import("./ConfirmDialog.tsx");
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}
