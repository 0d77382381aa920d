import { fileId } from "#protocol/ids.ts";
import type { OutgoingFile } from "./sender.ts";

const FILE_ID_COUNT = 2 ** 32;

/** Longest name that is sent, in UTF-16 code units; file systems allow far less. */
const MAX_SENT_NAME_LENGTH = 1_024;

/** A file as the person chose it. */
export interface ChosenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** Gives each file its id, counting from `first`, which wraps around after 32 bits. */
export function outgoingFiles(chosen: readonly ChosenFile[], first: number): OutgoingFile[] {
  return chosen.map(({ name, blob }, i) => ({
    fileId: fileId((first + i) % FILE_ID_COUNT),
    name: name.slice(0, MAX_SENT_NAME_LENGTH) || "file",
    blob,
  }));
}
