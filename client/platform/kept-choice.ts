/** What a person has chosen for all visits with this browser, as far as it keeps such things. */
export interface KeptChoice<T extends string> {
  get(): T | undefined;
  set(choice: T | undefined): void;
}

/**
 * @param key in this origin's local storage
 * @param isKnown what an older or newer page has left may mean nothing to this one
 */
export function keptChoice<T extends string>(
  key: string,
  isKnown: (text: string) => text is T,
): KeptChoice<T> {
  return {
    get() {
      try {
        const kept = localStorage.getItem(key);
        return kept !== null && isKnown(kept) ? kept : undefined;
      } catch {
        return undefined; // a browser may forbid it, and then even asking throws
      }
    },
    set(choice) {
      try {
        if (choice === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, choice);
      } catch {
        // It holds for this visit.
      }
    },
  };
}
