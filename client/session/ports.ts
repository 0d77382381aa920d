import type { ClientMessage, IceServer, Role, ServerMessage, Signal } from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { DataLink, FileStore, FileStoreEvents, OpenFrameSource, Report } from "../transfer/ports.ts";
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

/** What arrives on a data channel, and its end. */
export interface ChannelEvents {
  text(text: string): void;
  bytes(message: ArrayBuffer): void;
  closed(): void;
}

export interface PeerLinkOptions {
  /** The receiver is polite: where both sides describe at once, its description gives way. */
  readonly role: Role;
  readonly iceServers: readonly IceServer[];
  readonly iceChoice: IceChoice;
}

/** What two ends of one connection say to each other. */
export type LinkSignal = Exclude<Signal, { readonly renew: number }>;

export interface PeerLinkEvents extends ChannelEvents {
  /** To be carried to the other end. */
  signal(signal: LinkSignal): void;
  /** The data channel is open. */
  open(link: DataLink): void;
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

/** A thing that runs in the background until it is stopped. */
interface Stoppable {
  stop(): void;
}

/** What a session asks of the browser and of the page. */
export interface SessionPorts {
  readonly clock: PageClock;
  readonly openSignaling: (events: SignalingEvents) => SignalingSocket;
  readonly openPeerLink: (options: PeerLinkOptions, events: PeerLinkEvents) => PeerLink;
  readonly startReading: () => Stoppable & { readonly open: OpenFrameSource };
  readonly startWriting: () => Stoppable & { readonly store: (events: FileStoreEvents) => FileStore };
  readonly save: (file: FileInfo, blob: Blob) => Promise<void>;
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
  readonly report: Report;
  /** The files on screen from now on; all are offered. */
  readonly showFiles: (files: readonly FileInfo[]) => void;
}
