import { MAX_FILES } from "#protocol/transfer/limits.ts";
import { isolated } from "../text/isolated.ts";
import { text } from "../text/text.ts";
import type { Choice } from "./choice.ts";

/** What of a choice is not sent, and why; empty where all of it is. */
export function remarksOn({ files, emptyFolders, unreadable }: Choice): readonly string[] {
  const isNothing = files.length + emptyFolders.length + unreadable.length === 0;
  return [
    isTooMuch({ files }) && text.choose.tooMany(MAX_FILES),
    isNothing && text.choose.nothing,
    emptyFolders.length > 0 && text.choose.emptyFolders(emptyFolders.map(isolated)),
    unreadable.length > 0 && text.choose.unreadable(unreadable.map(isolated)),
  ].filter((remark) => remark !== false);
}

/** More than one offer can hold: nothing of it is sent. */
export const isTooMuch = ({ files }: Pick<Choice, "files">): boolean => files.length > MAX_FILES;
