import type {
  ClientMessage,
  IceServer,
  Joined,
  NextPlace,
  Role,
  ServerMessage,
  Signal,
} from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type {
  EngineEvents,
  EngineOptions,
  FileChange,
  RawChannel,
  SavedFile,
  SavePlan,
  TransferEngine,
} from "../engine/ports.ts";
import type { IceChoice } from "./ice-choice.ts";
import type { Path, SessionEvent } from "./machine.ts";

/** Time as the page's logic sees it; tests pass their own. */
export interface PageClock {
  now(): Instant;
  /** @returns what takes the call back */
  after(ms: Millis, then: () => void): () => void;
}

export interface SignalingEvents {
  message(message: ServerMessage): void;
  /** The socket is gone, or never came to be. Not called after `close`. @param code see `CLOSE` */
  lost(code: number): void;
}

export interface SignalingSocket {
  /** Kept until the socket is open; dropped once it is gone. */
  send(message: ClientMessage): void;
  /** @param code what the server is told; by default that this page leaves (SIG8) */
  close(code?: number): void;
}

export interface PeerLinkOptions {
  /** The receiver is polite: where both sides describe at once, its description gives way. */
  readonly role: Role;
  readonly iceServers: readonly IceServer[];
  readonly iceChoice: IceChoice;
}

/** What two ends of one connection say to each other. */
export type LinkSignal = Exclude<Signal, { readonly renew: number }>;

export interface PeerLinkEvents {
  /** To be carried to the other end. */
  signal(signal: LinkSignal): void;
  /**
   * The connection's one data channel, in the very task in which it was made and before it is open: only then
   * can it be handed to a worker. At the maker's side it comes while the link is being opened.
   */
  channel(raw: RawChannel): void;
  /** No path works any more, or none was found. */
  failed(): void;
  /** The path is shaky; it may recover. */
  doubtful(): void;
  /** A path works again. */
  recovered(): void;
  /** A STUN or TURN server was of no use. @param code of its answer, or 701 where none came */
  serverFailed(url: string, code: number): void;
}

/** A peer connection that negotiates by itself. */
export interface PeerLink {
  receive(signal: LinkSignal): void;
  /** For the next search for a path, here or wished for by the other end; what works now is not touched. */
  useIceServers(iceServers: readonly IceServer[]): void;
  /** Looks for a path anew, under the same channel. */
  restartIce(): void;
  /** The path in use; undefined while it cannot be told. */
  path(): Promise<Path | undefined>;
  /** Largest message that the other side takes, in bytes. */
  maxMessageBytes(): number;
  close(): void;
}

/** What a device knows of its place in a session, wherever the session comes from. */
export type Place = Omit<Joined, "type">;

/** What the transfer engine tells, and that it does so no longer. */
export interface EngineHostEvents extends EngineEvents {
  /** It could not be started, or has stopped by a fault: nothing more comes of it. */
  failed(): void;
}

/** What an earlier page has remembered. */
export interface Recalled {
  readonly text: string;
  /** It had time to say that it goes away; a page that crashed had none. */
  readonly hasLeft: boolean;
}

/** What a page leaves for the one that takes its place in the same tab when it is reloaded. */
export interface SessionMemory {
  /**
   * Undefined where nothing was left, or where the page that left it is still there: a tab that was
   * duplicated has a copy of what is not its own.
   */
  recall(): Promise<Recalled | undefined>;
  /** @returns whether there was room for it */
  remember(text: string): boolean;
  forget(): void;
}

/** What a session asks of the browser and of the page. */
export interface SessionPorts {
  readonly clock: PageClock;
  readonly openSignaling: (events: SignalingEvents) => SignalingSocket;
  readonly openPeerLink: (options: PeerLinkOptions, events: PeerLinkEvents) => PeerLink;
  readonly startEngine: (options: EngineOptions, events: EngineHostEvents) => TransferEngine;
  /** How these files would be kept here. Never rejects. */
  readonly planSaving: (files: readonly FileInfo[]) => Promise<SavePlan>;
  /** Hands a verified file to the person, or the archive of all files of its offer. */
  readonly saved: (file: FileInfo, saved: SavedFile, isArchive: boolean) => void;
  readonly memory: SessionMemory;
  /** A number from 0 up to, but not including, 1; not for secrets. */
  readonly random: () => number;
  /** An unsigned 32-bit number to begin file ids at. */
  readonly firstFileId: () => number;
  /** Which paths may be tried. */
  readonly iceChoice: IceChoice;
  /** What this device calls itself to the other one. */
  readonly device: string;
  /** Where the page was opened: `http://192.168.1.5:8080`. */
  readonly origin: string;
  readonly dispatch: (event: SessionEvent) => void;
  /** Somebody has joined a code that admits more: this place waits for the next one. May be told more than once. */
  readonly nextOpened: (next: NextPlace) => void;
  readonly report: (changes: readonly FileChange[]) => void;
  /** The files on screen from now on; all are offered. */
  readonly showFiles: (files: readonly FileInfo[]) => void;
  /** More of them, in either direction. */
  readonly addFiles: (files: readonly FileInfo[]) => void;
}
