import type { FileId } from "#protocol/ids.ts";
import type { ChosenFile, OutgoingFile } from "../engine/ports.ts";
import { namesOf } from "../transfer/outgoing-files.ts";
import type { HeldFile, HeldOffer } from "./held-session.ts";
import type { ChooseAgain } from "./machine.ts";

/** An offer from before a reload, with its files again. */
export interface ChosenOffer {
  readonly offer: number;
  readonly files: readonly OutgoingFile[];
}

/**
 * Which files a person has to choose once more after a reload: the browser has forgotten all of them, and only
 * path, name and size tell whether one is the same. The receiver compares what it has of it besides (XFER17).
 */
export class ChoosingAgain {
  readonly #offers: readonly HeldOffer[];
  readonly #chosen = new Map<FileId, Blob>();
  #missing: string | undefined;

  constructor(offers: readonly HeldOffer[]) {
    this.#offers = offers;
  }

  get offers(): readonly HeldOffer[] {
    return this.#offers;
  }

  /** What is still to be chosen; undefined once it is all there. */
  get wanted(): ChooseAgain | undefined {
    const files = this.#missingFiles.map(({ name, path, size }) => ({ name, size, ...(path && { path }) }));
    if (files.length === 0) return undefined;
    return { files, ...(this.#missing !== undefined && { missing: this.#missing }) };
  }

  /** Takes of these what is wanted. */
  choose(chosen: readonly ChosenFile[]): void {
    const byKey = Map.groupBy(chosen, (file) => keyOf({ ...namesOf(file), size: file.blob.size }));
    for (const file of this.#missingFiles) {
      const blob = byKey.get(keyOf(file))?.shift()?.blob;
      if (blob) this.#chosen.set(file.fileId, blob);
    }
    this.#missing = this.#missingFiles[0]?.name;
  }

  /** All offers, once every file is there. */
  get complete(): readonly ChosenOffer[] | undefined {
    if (this.#missingFiles.length > 0) return undefined;
    return this.#offers.map(({ offer, files }) => ({ offer, files: files.map((file) => this.#again(file)) }));
  }

  get #missingFiles(): HeldFile[] {
    return this.#offers.flatMap(({ files }) => files).filter(({ fileId }) => !this.#chosen.has(fileId));
  }

  #again({ fileId, name, path, isText }: HeldFile): OutgoingFile {
    const blob = this.#chosen.get(fileId) ?? new Blob();
    return { fileId, name, blob, ...(path !== undefined && { path }), ...(isText && { isText }) };
  }
}

function keyOf({ name, path = "", size }: Pick<HeldFile, "name" | "path" | "size">): string {
  return JSON.stringify([path, name, size]);
}
