/** A part of a sentence. */
export interface Part {
  readonly words: string;
  /** To be typed as it stands. */
  readonly isCommand: boolean;
  /** Punctuation that stays on the line of a command, before it and behind it. */
  readonly opens?: string;
  readonly closes?: string;
}

const OPENS = /[\p{Ps}\p{Pi}]+$/u;
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}]+/u;

/** Tells what is to be typed, which stands between backticks, from the words around it. */
export function partsOf(said: string): readonly Part[] {
  const texts = said.split("`");
  return texts
    .map((words, i): Part => {
      if (i % 2 === 0) return { words: bare(words, i > 0, i < texts.length - 1), isCommand: false };
      const opens = OPENS.exec(texts[i - 1] ?? "")?.[0] ?? "";
      const closes = CLOSES.exec(texts[i + 1] ?? "")?.[0] ?? "";
      return { words, isCommand: true, opens, closes };
    })
    .filter(({ words }) => words !== "");
}

/** Without the punctuation that stays with the commands beside it. */
function bare(words: string, isAfterOne: boolean, isBeforeOne: boolean): string {
  const rest = isAfterOne ? words.replace(CLOSES, "") : words;
  return isBeforeOne ? rest.replace(OPENS, "") : rest;
}
