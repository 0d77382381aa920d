import type { IceServer, Role, Signal } from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { RawChannel } from "../engine/ports.ts";
import type { SessionPorts } from "./ports.ts";

export interface PeerPathOptions {
  readonly role: Role;
  readonly iceServers: readonly IceServer[];
  /** How long a lost path is looked for. */
  readonly patienceMs: Millis;
  /** The connection that there was before this page was reloaded. */
  readonly lostConnection?: number | undefined;
}

export interface PeerPathPorts extends Pick<SessionPorts, "clock" | "openPeerLink" | "iceChoice"> {
  /** Whether a signal would reach the server now. */
  readonly canSignal: () => boolean;
  /** Numbers the connections that this side makes, on whatever lane. */
  readonly nextConnection: () => number;
}

export interface PeerPathEvents {
  /** To be carried to the other peer. */
  signal(signal: Signal): void;
  /** A channel is made, the first one or another one in place of a lost one; see `PeerLinkEvents`. */
  channel(raw: RawChannel): void;
  /** The path may be lost: somebody should ask. */
  doubtful(): void;
  /** The path is lost, and is being mended until then; told again where there is more or less time by now. */
  down(until: Instant, isPeerReloading: boolean): void;
  /** The same channel works again. */
  up(): void;
  /** No path was found, or none any more. */
  failed(): void;
}
