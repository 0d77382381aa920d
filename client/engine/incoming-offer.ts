import { ProtocolError } from "#protocol/errors.ts";
import type { FileId } from "#protocol/ids.ts";
import { safeFileName } from "#protocol/transfer/file-name.ts";
import { safeFolders } from "#protocol/transfer/file-path.ts";
import { type FileMeta, MAX_LISTED_RANGES, type ReceiverMessage } from "#protocol/transfer/messages.ts";
import { assertSameList } from "#protocol/transfer/offer-list.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { Position } from "./held-pieces.ts";
import type { IncomingFile } from "./incoming-file.ts";
import type { Archive, FileRecord, IncomingFiles, OfferRecord, SavePlan } from "./ports.ts";

/** The message that told the sender how a file ended. */
export type Verdict = Extract<ReceiverMessage, { type: "file_verified" | "file_failed" }>;

/** One file of an offer, as the receiver knows it. */
export interface Entry {
  readonly info: FileInfo;
  readonly meta: Pick<FileMeta, "fileId" | "name" | "path" | "size">;
  readonly offer: Incoming;
  /** From its first byte to its end. */
  file: IncomingFile | undefined;
  isSettled: boolean;
  verdict: Verdict | undefined;
  /** What the sender was told last. */
  toldKeptBytes: number;
}

/** An offer of the other side and what has come of it. */
export interface Incoming {
  readonly number: number;
  readonly entries: Entry[];
  state: "open" | "accepted" | "declined";
  /** The sender has given its list on this channel; before that it knows nothing of it, as after a reload. */
  isListed: boolean;
  plan: SavePlan | undefined;
  archive: Promise<Archive> | undefined;
}

/** A fresh offer, from the list that was announced. */
export function incoming(number: number, metas: readonly FileMeta[]): Incoming {
  const offer: Incoming = {
    number,
    entries: [],
    state: "open",
    isListed: true,
    plan: undefined,
    archive: undefined,
  };
  for (const meta of metas) offer.entries.push(entryOf(offer, meta, meta.kind === "text"));
  return offer;
}

/** An accepted offer, from what was kept of it over a reload. */
export function recalled({ offer: number, plan, files }: OfferRecord): Incoming {
  const offer: Incoming = {
    number,
    entries: [],
    state: "accepted",
    isListed: false,
    plan,
    archive: undefined,
  };
  for (const file of files) {
    const entry = entryOf(offer, file, file.isText);
    // What was verified for an archive that never came to be has to travel once more.
    entry.verdict = plan.asZip && !file.isText ? undefined : verdictOf(file);
    entry.isSettled = entry.verdict !== undefined;
    offer.entries.push(entry);
  }
  return offer;
}

/** The sender gives its list on another channel. @throws {ProtocolError} where it is not what it was */
export function listAgain(offer: Incoming, metas: readonly FileMeta[]): void {
  const before = offer.entries.map(({ meta }) => meta);
  assertSameList(before, metas);
  offer.isListed = true;
}

/** What of an accepted offer is kept over a reload. */
export function recordOf({ number, entries }: Incoming, plan: SavePlan): OfferRecord {
  return {
    offer: number,
    plan,
    files: entries.map(({ meta, info, verdict }) => ({
      fileId: meta.fileId,
      name: meta.name,
      ...(meta.path !== undefined && { path: meta.path }),
      isText: info.isText,
      size: meta.size,
      ...(verdict?.type === "file_verified" && { outcome: { verified: verdict.hash } }),
      ...(verdict?.type === "file_failed" && { outcome: { failed: verdict.reason } }),
    })),
  };
}

/** What a person is shown of an offer. */
export function shown({ number, entries }: Incoming): IncomingFiles {
  return { offer: number, files: entries.map(({ info }) => info) };
}

function entryOf(offer: Incoming, meta: Entry["meta"], isText: boolean): Entry {
  const { fileId, name, path, size } = meta;
  const info: FileInfo = {
    fileId,
    direction: "in",
    name: safeFileName(name),
    folders: path === undefined ? [] : safeFolders(path),
    size,
    isText,
  };
  return {
    info,
    meta: { fileId, name, size, ...(path !== undefined && { path }) },
    offer,
    file: undefined,
    isSettled: false,
    verdict: undefined,
    toldKeptBytes: 0,
  };
}

function verdictOf({ fileId, outcome }: FileRecord): Verdict | undefined {
  if (!outcome) return undefined;
  return "verified" in outcome
    ? { type: "file_verified", fileId, hash: outcome.verified }
    : { type: "file_failed", fileId, reason: outcome.failed };
}

/** By what a later file is taken for a new version of an earlier one. */
export const pathOf = ({ folders, name }: FileInfo): string => [...folders, name].join("/");

/** The offers of the other side and their files. */
export class IncomingOffers {
  readonly #offers = new Map<number, Incoming>();
  readonly #entries = new Map<FileId, Entry>();

  /** @throws {ProtocolError} where one of its files was offered before */
  add(offer: Incoming): void {
    if (offer.entries.some(({ info }) => this.#entries.has(info.fileId)))
      throw new ProtocolError("bad-value", "offer/fileId", "offered before");
    this.#offers.set(offer.number, offer);
    for (const entry of offer.entries) this.#entries.set(entry.info.fileId, entry);
  }

  get(number: number): Incoming | undefined {
    return this.#offers.get(number);
  }

  /** One that the person has not answered. */
  open(number: number): Incoming | undefined {
    const offer = this.#offers.get(number);
    return offer?.state === "open" ? offer : undefined;
  }

  /** The channel is new: nobody has given a list on it. */
  unlist(): void {
    for (const offer of this.#offers.values()) offer.isListed = false;
  }

  find(fileId: FileId): Entry | undefined {
    return this.#entries.get(fileId);
  }

  /** @throws {ProtocolError} where nobody announced it */
  entry(fileId: FileId): Entry {
    const entry = this.#entries.get(fileId);
    if (!entry) throw new ProtocolError("bad-value", "frame/fileId", "not announced");
    return entry;
  }

  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  get isSettled(): boolean {
    for (const { isSettled } of this.#entries.values()) if (!isSettled) return false;
    return true;
  }
}

/** Where a file stands, as the sender is told. */
export function inWireForm({ bytes, hash, ranges }: Position) {
  const listed = ranges.slice(0, MAX_LISTED_RANGES);
  return { bytes, hash, ranges: listed.map(({ start, end }): [number, number] => [start, end]) };
}
