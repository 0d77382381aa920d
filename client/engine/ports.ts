import type { FileId, SessionId, Sha256 } from "#protocol/ids.ts";
import type { Role } from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { FileFailure, SaveMethod, SessionMessage } from "#protocol/transfer/messages.ts";
import type { FileInfo, PausedBy, TransferEvent } from "#protocol/transfer/state.ts";

/** The data channel of one lane as the transfer sees it: ordered, reliable, with a bounded send buffer. */
export interface DataLink {
  /** Does nothing once the link is closed. */
  sendText(text: string): void;
  /** Copies the bytes: the caller may use them again at once. Does nothing once the link is closed. */
  sendBytes(bytes: Uint8Array<ArrayBuffer>): void;
  isOpen(): boolean;
  /** Bytes that were sent here and have not left this device. */
  queuedBytes(): number;
  /** Resolves when no more than `markBytes` are queued. Rejects when the link closes. */
  drained(markBytes: number): Promise<void>;
}

/** A file as the person chose it. */
export interface ChosenFile {
  readonly name: string;
  /** Folders from the chosen one down, with `/` between; absent for a file chosen by itself. */
  readonly path?: string;
  /** A text to be shown there rather than a file to be saved. */
  readonly isText?: true;
  readonly blob: Blob;
}

/** A file that is offered, under the id that it has on the wire. */
export interface OutgoingFile extends ChosenFile {
  readonly fileId: FileId;
}

/** An offer of the other device. */
export interface IncomingFiles {
  readonly offer: number;
  readonly files: readonly FileInfo[];
}

/** How an offer's files are kept. What does not survive a hand-over to a worker is no part of it. */
export interface SavePlan {
  readonly method: SaveMethod;
  /** One archive of all files instead of one download for each. */
  readonly asZip: boolean;
  /** Largest file that can be kept that way; null where only the free space counts. */
  readonly capBytes: number | null;
  /** What the browser says is free; null where it says nothing. */
  readonly freeBytes: number | null;
  /** Where the person wants it: a file's handle for `file`, a folder's for `folder`. */
  readonly handle?: FileSystemFileHandle | FileSystemDirectoryHandle;
}

/** What the other device said it can take. */
export interface Capacity {
  readonly method: SaveMethod;
  readonly freeBytes: number | null;
}

/** A finished, verified file. */
export type SavedFile =
  /** To be handed to the person as a download. */
  | { readonly type: "blob"; readonly blob: Blob; readonly isArchive?: true }
  /** It is where the person wanted it. */
  | { readonly type: "in-place" };

/** A finished, verified file that is of use in an archive only. */
export interface FilePart {
  readonly type: "part";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What arrives on a lane's channel, and its beginning and end. */
export interface LinkEvents {
  opened(): void;
  text(text: string): void;
  bytes(message: ArrayBuffer): void;
  closed(): void;
}

/** Time as the engine sees it. */
export interface EngineClock {
  now(): Instant;
  /** @returns what takes the call back */
  after(ms: Millis, then: () => void): () => void;
}

/** What an engine works with. */
export interface EnginePorts {
  readonly clock: EngineClock;
  readonly saving: Saving;
  /** Takes a channel over. */
  readonly link: (channel: RawChannel, events: LinkEvents) => DataLink;
}

/** Whose engine it is; the same for the whole life of a session. */
export interface EngineOptions {
  readonly session: SessionId;
  readonly role: Role;
  /** Most lanes that may be wanted. */
  readonly maxLanes: number;
  /** Number of this side's next offer; absent where there was none before the page was reloaded. */
  readonly nextOffer?: number;
}

/** A channel between its making and the engine: whoever passes it on must not touch it. */
export interface RawChannel {
  readonly channel: object;
}

/** Told by the engine as its work goes on. */
export interface EngineEvents {
  laneOpened(lane: number): void;
  laneClosed(lane: number): void;
  /** Something arrives on it; told a few times a second at most. */
  heard(lane: number): void;
  /** What the other page says about the session itself. */
  said(message: SessionMessage): void;
  /** The other side broke the protocol. @param why for whoever looks into it */
  broken(why: string): void;
  /** The other device has files; the person may accept or decline. */
  offered(offer: IncomingFiles): void;
  /** What was going on before the page was reloaded; the person has accepted it then. */
  restored(offer: IncomingFiles, plan: SavePlan): void;
  /** The other side has answered an offer of this one. */
  answered(offer: number, accepted: boolean): void;
  capacity(offer: number, capacity: Capacity): void;
  report(changes: readonly FileChange[]): void;
  /** A verified file is there; with `asZip`, once for the whole archive under the name of its first file. */
  saved(file: FileInfo, saved: SavedFile): void;
  /** Undefined where neither side has paused. */
  paused(by: PausedBy | undefined): void;
  /** So many peer connections would be of use now. */
  lanesWanted(count: number): void;
  /** Every file of both directions that was offered is settled, or no longer so. */
  settled(isSettled: boolean): void;
}

/** What happened to a file. */
export type FileChange = readonly [fileId: FileId, event: TransferEvent];

/** Moves files both ways over the lanes of a session; in the page's life it runs in a worker. */
export interface TransferEngine {
  /** A channel was made; `laneOpened` follows. Takes the place of an older one of the same lane. */
  attach(lane: number, channel: RawChannel): void;
  /** The lane may be used. @param chunkBytes largest message that both sides take */
  use(lane: number, chunkBytes: number): void;
  detach(lane: number): void;
  /** Says it on lane 0; lost while there is none. */
  say(message: SessionMessage): void;
  /** The other side is known: what is offered, on a new channel once more, may be said. */
  greeted(): void;
  /** Adds an offer. */
  offer(files: readonly OutgoingFile[]): void;
  /** The files of offers from before a reload, chosen again; ids as they were. */
  offerAgain(offer: number, files: readonly OutgoingFile[]): void;
  /** Takes up what this device was receiving in this session before the page was reloaded. */
  restore(session: SessionId): void;
  /** Says what can be taken, before the person answers. */
  tellCapacity(offer: number, capacity: Capacity): void;
  accept(offer: number, plan: SavePlan): void;
  decline(offer: number): void;
  pause(paused: boolean): void;
  /** Gives one file up, whichever way it goes. @param reason where nobody wanted that */
  cancel(fileId: FileId, reason?: "unanswered"): void;
  /** What is there of a file that still arrives; undefined where it cannot be looked at. */
  peek(fileId: FileId): Promise<Blob | undefined>;
  /** Lane 0 is lost or silent; it may come back, or another one may. */
  interrupt(): void;
  /** The same channel works again. */
  goOn(): void;
  /** Nothing more is sent or taken; what is unfinished has failed. */
  end(reason: "cancelled" | "declined" | "peer-left" | "protocol"): void;
  /**
   * Ends the work and lets go of everything that is not finished; an archive of verified files is finished.
   *
   * @param keep leave what a reload of the page can use
   */
  stop(keep: boolean): Promise<void>;
}

/** One piece that is kept: it ends before byte `end`, and all bytes up to there have this digest. */
export interface KeptPiece {
  readonly end: number;
  readonly hash: Sha256;
}

/**
 * Where the bytes of one received file go. A sink that cannot keep what it was given rejects: with `NoRoom`
 * where there is no space. Calls come one after the other.
 */
export interface FileSink {
  /** Pieces from before a reload, from the file's beginning on. */
  readonly kept: readonly KeptPiece[];
  /** Reads kept bytes back, to verify them. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Keeps only the first `bytes` bytes, which end with a kept piece. */
  truncate(bytes: number): Promise<void>;
  /** Appends verified bytes; they may be used again when it has resolved. @param piece what they complete */
  write(bytes: Uint8Array<ArrayBuffer>, piece: KeptPiece): Promise<void>;
  /** What is there so far, for a first look at it; undefined where it cannot be read before the end. */
  soFar(): Promise<Blob | undefined>;
  finish(): Promise<SavedFile | FilePart>;
  /** Lets go of everything; nothing of the file remains. */
  abort(): Promise<void>;
  /** Lets go, but leaves what is kept for another page of this session. */
  suspend(): Promise<void>;
}

/** There is no space for more bytes. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

/** An offer as a receiver keeps it over a reload. */
export interface OfferRecord {
  readonly offer: number;
  readonly plan: SavePlan;
  readonly files: readonly FileRecord[];
}

export interface FileRecord {
  readonly fileId: FileId;
  readonly name: string;
  readonly path?: string;
  readonly isText: boolean;
  readonly size: number;
  /** Present once it is verified or has failed. */
  readonly outcome?: { readonly verified: Sha256 } | { readonly failed: FileFailure };
}

/** Gathers the verified files of one offer in one archive. */
export interface Archive {
  /** Under the file's folders and name; a name that is taken gets a number. */
  add(file: FileInfo, content: Blob | Uint8Array<ArrayBuffer>): Promise<void>;
  /** Resolves with the archive once everything that was added is in it. */
  finish(): Promise<SavedFile>;
  abort(): Promise<void>;
}

/** Where received bytes are kept, and what is known of them after a reload. */
export interface Saving {
  /** Opens a new file, or one that was suspended in the same session. */
  open(session: SessionId, file: FileInfo, plan: SavePlan): Promise<FileSink>;
  /** For an offer whose plan says `asZip`. */
  archive(session: SessionId, offer: number, plan: SavePlan): Promise<Archive>;
  /** What this device was receiving in this session; empty where nothing is known. */
  records(session: SessionId): Promise<readonly OfferRecord[]>;
  /** Remembers an accepted offer, or what has come of it. */
  record(session: SessionId, offer: OfferRecord): Promise<void>;
  /** Forgets the session and everything unfinished of it. */
  forget(session: SessionId): Promise<void>;
}
