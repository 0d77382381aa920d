import { fileId } from "#protocol/ids.ts";
import { MAX_NAME_LENGTH } from "#protocol/transfer/messages.ts";
import type { OutgoingFile } from "./sender.ts";

const FILE_ID_COUNT = 2 ** 32;

/** A file as the person chose it. */
export interface ChosenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** Gives each file its id, counting from `first`, which wraps around after 32 bits. */
export function outgoingFiles(chosen: readonly ChosenFile[], first: number): OutgoingFile[] {
  return chosen.map(({ name, blob }, i) => ({
    fileId: fileId((first + i) % FILE_ID_COUNT),
    name: name.slice(0, MAX_NAME_LENGTH) || "file",
    blob,
  }));
}
