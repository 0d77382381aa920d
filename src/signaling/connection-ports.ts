import type { SessionId } from "#protocol/ids.ts";
import type { IceServer, ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { Discovery } from "../ports/discovery.ts";
import type { Span, Tracer } from "../ports/tracer.ts";
import type { Client } from "./client.ts";
import type { IceRefresh } from "./ice-refresh.ts";
import type { JoinQueue } from "./join-queue.ts";
import type { Limits } from "./limits.ts";
import type { MissBudget } from "./miss-budget.ts";
import type { Sessions } from "./sessions.ts";
import type { SignalingCounts } from "./signaling-counts.ts";

/** What every peer is told when it gets its place. */
export interface PeerSettings {
  /**
   * Those for one peer, with credentials that begin to run out as they are made (SIG23).
   *
   * @param hosts see `ConnectionOptions`
   */
  readonly iceServers: (hosts: readonly string[], sessionId: SessionId) => IceServer[];
  readonly chunkBytes: number;
  readonly heartbeatMs: Millis;
  readonly graceMs: Millis;
  /** See `created.receivers`. */
  readonly receivers: number;
  /** See `joined.lanes`. */
  readonly lanes: number;
}

/** What all connections share. */
export interface ConnectionPorts {
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly missBudget: MissBudget;
  readonly joinQueue: JoinQueue;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly tracer: Tracer;
  readonly counts: SignalingCounts;
  readonly peer: PeerSettings;
  readonly iceRefresh: IceRefresh;
  readonly discovery: Discovery;
}

/** The socket of one connection. */
export interface Line {
  /** Of its life. */
  readonly span: Span;
  send(message: ServerMessage): void;
  /** @param code see `CLOSE` */
  close(code: number, reason: string): void;
  /** A fault of ours came up while a frame was handled. */
  fault(error: unknown): void;
}

export interface ConnectionOptions {
  readonly client: Client;
  /** For the audit log, and to know whose network it is. */
  readonly address: string;
  /** Many clients come by it, or may (NEAR4). */
  readonly isAddressShared: boolean;
  /** See `created.publicUrl`. */
  readonly publicUrl: string | null;
  /** By which the browser reaches this server, as in a URL, the page's first; none where that is unknown (SIG24). */
  readonly hosts: readonly string[];
}
