/** Telling a person who looks elsewhere that it is done, as far as the browser lets the page. */
export interface Notices {
  /** Whether it may be asked for here at all. */
  readonly canAsk: () => boolean;
  /** Whether the person wants to be told. */
  readonly isWanted: () => boolean;
  /** A person has pressed the button. */
  ask(): void;
  /** Shows it, where it is wanted and the page is hidden; then it is wanted no more. */
  tell(title: string, body: string): void;
}
