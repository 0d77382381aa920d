import { type FileId, fileId } from "#protocol/ids.ts";
import type { Role } from "#protocol/signaling/messages.ts";
import { MAX_TEXT_BYTES } from "#protocol/transfer/limits.ts";
import { MAX_NAME_LENGTH, MAX_PATH_LENGTH } from "#protocol/transfer/messages.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { ChosenFile, OutgoingFile } from "../engine/ports.ts";

const FILE_ID_COUNT = 2 ** 32;

/**
 * Ids for the files that one side offers in a session. They are counted on from a random one and wrap around
 * after 32 bits; the sender's are even and the receiver's odd, so that no two are the same.
 */
export class OutgoingIds {
  #next: number;

  /** @param first an unsigned 32-bit number */
  constructor(role: Role, first: number) {
    this.#next = first - (first % 2) + (role === "sender" ? 0 : 1);
  }

  /** What the next id is made of: with it the count goes on in another page. */
  get next(): number {
    return this.#next;
  }

  take(): FileId {
    const id = fileId(this.#next);
    this.#next = (this.#next + 2) % FILE_ID_COUNT;
    return id;
  }
}

/** The files as they go on the wire. A text that is too long to be shown is sent as a file. */
export function outgoingFiles(chosen: readonly ChosenFile[], ids: OutgoingIds): OutgoingFile[] {
  return chosen.map((file) => ({
    fileId: ids.take(),
    ...namesOf(file),
    ...(file.isText && file.blob.size <= MAX_TEXT_BYTES && { isText: true as const }),
    blob: file.blob,
  }));
}

/** Name and folders, as long as they may be. */
export function namesOf({ name, path }: ChosenFile): Pick<ChosenFile, "name" | "path"> {
  const folders = path?.slice(0, MAX_PATH_LENGTH);
  return { name: name.slice(0, MAX_NAME_LENGTH) || "file", ...(folders && { path: folders }) };
}

/** What the page remembers of a file of this side when its bytes are gone. */
export interface NamedFile {
  readonly fileId: FileId;
  readonly name: string;
  readonly path?: string | undefined;
  readonly isText?: true | undefined;
  readonly size: number;
}

/** A file of this side as it is shown, with its bytes or, after a reload, without. */
export function shownFile(file: NamedFile): FileInfo {
  const { fileId, name, path, isText = false, size } = file;
  const folders = path?.split("/").filter(Boolean) ?? [];
  return { fileId, direction: "out", name, folders, size, isText };
}

export function shownOutgoing(file: OutgoingFile): FileInfo {
  return shownFile({ ...file, size: file.blob.size });
}
