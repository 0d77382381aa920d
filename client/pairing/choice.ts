import { MAX_TEXT_BYTES } from "#protocol/transfer/limits.ts";
import type { ChosenFile } from "../engine/ports.ts";

/** What a person chose at once, and what of it cannot be sent. */
export interface Choice {
  readonly files: readonly ChosenFile[];
  /** Names of folders without a file in them. */
  readonly emptyFolders: readonly string[];
  /** Names of what the browser could not read. */
  readonly unreadable: readonly string[];
}

/** A file of a file dialog; `webkitRelativePath` is its path where a folder was chosen, and else empty. */
type DialogFile = File & { readonly webkitRelativePath?: string };

/** As a file manager sorts: "2.jpg" before "10.jpg". */
const collator = new Intl.Collator(undefined, { numeric: true });

/** Browsers give what is in a folder in no order at all. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return collator.compare(a.name, b.name);
}

/** What a file dialog gave: files by themselves as they were chosen, those of each folder together and by name. */
export function choiceOfFiles(files: Iterable<DialogFile>): Choice {
  const byFolder = new Map<string, ChosenFile[]>();
  for (const blob of files) {
    const { name, webkitRelativePath = "" } = blob;
    const path = webkitRelativePath.slice(0, Math.max(0, webkitRelativePath.lastIndexOf("/")));
    const within = byFolder.get(path) ?? [];
    byFolder.set(path, within);
    within.push({ name, blob, ...(path !== "" && { path }) });
  }
  const folders = [...byFolder].sort(([a], [b]) => collator.compare(a, b));
  const chosen = folders.flatMap(([path, within]) => (path === "" ? within : within.sort(byName)));
  return { files: chosen, emptyFolders: [], unreadable: [] };
}

/** A text to be sent: as such, or as a file where it is too long to be shown. */
export function choiceOfText(content: string): Choice {
  const blob = new Blob([content], { type: "text/plain" });
  const isShort = blob.size <= MAX_TEXT_BYTES;
  const file: ChosenFile = isShort ? { name: "Text", isText: true, blob } : { name: "Text.txt", blob };
  return { files: blob.size === 0 ? [] : [file], emptyFolders: [], unreadable: [] };
}
