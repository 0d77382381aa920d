/** A part of a sentence. */
export interface Part {
  readonly words: string;
  /** To be typed as it stands. */
  readonly isCommand: boolean;
}

/** Tells what is to be typed, which stands between backticks, from the words around it. */
export function partsOf(said: string): readonly Part[] {
  return said
    .split("`")
    .map((words, i) => ({ words, isCommand: i % 2 === 1 }))
    .filter(({ words }) => words !== "");
}
