import type { IceServer, Role, Signal } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import type { DataLink } from "../transfer/ports.ts";
import { Deadline } from "./deadline.ts";
import type { Path, Refusal } from "./machine.ts";
import { PathFindings } from "./path-findings.ts";
import type { LinkSignal, PeerLink, SessionPorts } from "./ports.ts";

/** How long the two devices may look for a first path to each other. */
const CONNECT_MS = 30_000;

/** How long an ICE restart may take before the connection is replaced by a new one. */
const RESTART_MS = 12_000;

/** How long a new connection may take before the next one is tried. */
const REPLACE_MS = 20_000;

export interface PeerPathOptions {
  readonly role: Role;
  readonly iceServers: readonly IceServer[];
  /** How long a lost path is looked for. */
  readonly patienceMs: Millis;
}

export interface PeerPathPorts extends Pick<SessionPorts, "clock" | "openPeerLink" | "iceChoice"> {
  /** Whether a signal would reach the server now. */
  readonly canSignal: () => boolean;
}

export interface PeerPathEvents {
  /** To be carried to the other peer. */
  signal(signal: Signal): void;
  /** A channel is open: the first one, or another one in place of a lost one. */
  open(link: DataLink): void;
  text(text: string): void;
  bytes(message: ArrayBuffer): void;
  /** The path may be lost: somebody should ask. */
  doubtful(): void;
  /** The path is lost; it is being mended until `patienceMs` have passed. */
  down(): void;
  /** The same channel works again. */
  up(): void;
  /** No path was found, or none any more. */
  failed(): void;
}

/**
 * The way to the other device for as long as a session lasts: one peer connection, mended by an ICE restart
 * where its network changed, and replaced by the next one where that does not help (PAGE8). Only the sender
 * makes connections; they are numbered, so that what is on its way for an older one is told apart.
 */
export class PeerPath {
  readonly #ports: PeerPathPorts;
  readonly #events: PeerPathEvents;
  readonly #role: Role;
  readonly #patienceMs: Millis;
  /** Until the present step has failed. */
  readonly #step: Deadline;
  /** Until everything has. */
  readonly #patience: Deadline;
  readonly #findings = new PathFindings();
  #iceServers: readonly IceServer[];
  #link: PeerLink | undefined;
  #connection = 0;
  #state: "connecting" | "up" | "mending" = "connecting";
  /** No first path is found because a line to the server is lost. */
  #isWaiting = false;
  /** The connection has no channel any more that an ICE restart could save. */
  #isBeyondRepair = false;

  constructor(
    { role, iceServers, patienceMs }: PeerPathOptions,
    ports: PeerPathPorts,
    events: PeerPathEvents,
  ) {
    this.#role = role;
    this.#iceServers = iceServers;
    this.#patienceMs = patienceMs;
    this.#ports = ports;
    this.#events = events;
    this.#step = new Deadline(ports.clock);
    this.#patience = new Deadline(ports.clock);
  }

  get isUp(): boolean {
    return this.#state === "up";
  }

  /** Why there is no path, as far as this device can tell. */
  get failure(): Refusal {
    if (this.#isWaiting) return { problem: this.#ports.canSignal() ? "peer-left" : "server-unreachable" };
    return this.#findings.problem(this.#iceServers, this.#ports.iceChoice);
  }

  /** Whether a first path is looked for, with nobody away. */
  get isLooking(): boolean {
    return this.#state === "connecting" && !this.#isWaiting;
  }

  /** Looks for a first path. @throws where the browser refuses to make a connection */
  connect(): void {
    this.#patience.set(CONNECT_MS, () => this.#giveUp());
    this.#openLink();
  }

  /** A line to the server is lost, on this side or the other: until it is back nothing is final. */
  wait(): void {
    if (this.#state !== "connecting" || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#step.clear();
    this.#patience.set(this.#patienceMs, () => this.#giveUp());
  }

  /** For whatever is tried from now on, under the present connection and the next ones (PAGE11). */
  useIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    this.#link?.useIceServers(iceServers);
  }

  receive(signal: Signal): void {
    if ("renew" in signal) {
      if (this.#role === "sender" && signal.renew === this.#connection) this.#replace();
      return;
    }
    const { connection = 0 } = signal;
    if (connection > this.#connection && this.#role === "receiver") this.#follow(connection);
    this.#findings.received(signal);
    if (connection === this.#connection) this.#link?.receive(signal);
  }

  /** Nothing is heard from the other device although the channel is open. */
  silent(): void {
    if (this.#state !== "up") return;
    this.#lose();
    this.#mend();
  }

  /** Signals get through again: what was tried without them is tried anew, at once. */
  retry(): void {
    if (this.#state === "mending") return this.#mend();
    if (this.#state === "up") return;
    this.#isWaiting = false;
    this.#patience.set(CONNECT_MS, () => this.#giveUp());
    if (this.#role === "sender") this.#replace();
  }

  /** The path in use; undefined while it cannot be told. */
  async path(): Promise<Path | undefined> {
    return this.#link?.path();
  }

  /** Largest message that the other side takes, in bytes. */
  maxMessageBytes(): number {
    return this.#link?.maxMessageBytes() ?? 0;
  }

  close(): void {
    this.#step.clear();
    this.#patience.clear();
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }

  #openLink(): void {
    const connection = this.#connection;
    /** A link that was closed here still tells of its end; by then another one may be in use. */
    const whileCurrent =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        if (link === this.#link) act(...args);
      };
    const link = this.#ports.openPeerLink(
      { role: this.#role, iceServers: this.#iceServers, iceChoice: this.#ports.iceChoice },
      {
        signal: whileCurrent((signal: LinkSignal) => this.#tell({ ...signal, connection })),
        open: whileCurrent((channel: DataLink) => this.#opened(channel)),
        text: whileCurrent((text: string) => this.#heard(() => this.#events.text(text))),
        bytes: whileCurrent((message: ArrayBuffer) => this.#heard(() => this.#events.bytes(message))),
        closed: whileCurrent(() => this.#ended()),
        failed: whileCurrent(() => this.#broken()),
        doubtful: whileCurrent(() => this.#doubtful()),
        recovered: whileCurrent(() => this.#recovered()),
        serverFailed: whileCurrent((url: string, code: number) => this.#findings.serverFailed(url, code)),
      },
    );
    this.#link = link;
  }

  #tell(signal: Signal): void {
    this.#findings.sent(signal);
    this.#events.signal(signal);
  }

  #opened(channel: DataLink): void {
    this.#state = "up";
    this.#isWaiting = false;
    this.#isBeyondRepair = false;
    this.#step.clear();
    this.#patience.clear();
    this.#events.open(channel);
  }

  /** Whatever arrives on the channel shows that it works. */
  #heard(pass: () => void): void {
    this.#recovered();
    pass();
  }

  /** The channel closed: no ICE restart brings it back. */
  #ended(): void {
    if (this.#state === "connecting") return this.#notConnected();
    if (this.#isBeyondRepair) return; // its successor failed too; the next one is tried in its time
    this.#isBeyondRepair = true;
    this.#lose();
    this.#mend();
  }

  #broken(): void {
    if (this.#state === "connecting") return this.#notConnected();
    if (this.#state === "up") this.silent();
  }

  #notConnected(): void {
    if (!this.#isWaiting) this.#giveUp();
  }

  #doubtful(): void {
    if (this.#state !== "up") return;
    if (this.#ports.canSignal()) this.#link?.restartIce();
    this.#events.doubtful();
  }

  #recovered(): void {
    if (this.#state !== "mending" || this.#isBeyondRepair) return;
    this.#state = "up";
    this.#step.clear();
    this.#patience.clear();
    this.#events.up();
  }

  #lose(): void {
    if (this.#state === "mending") return;
    this.#state = "mending";
    this.#patience.set(this.#patienceMs, () => this.#giveUp());
    this.#events.down();
  }

  /** Without signaling there is nothing to be done but to wait: for `retry`, or for a network that comes back. */
  #mend(): void {
    if (!this.#ports.canSignal()) return this.#step.clear();
    if (this.#isBeyondRepair) return this.#replace();
    this.#link?.restartIce();
    this.#step.set(RESTART_MS, () => this.#replace());
  }

  /** Never without signaling: the connection that is given up for the next one might still recover. */
  #replace(): void {
    if (!this.#ports.canSignal()) return this.#step.clear();
    if (this.#state === "up") this.#lose();
    this.#step.set(REPLACE_MS, () => this.#replace());
    if (this.#role === "receiver") return this.#events.signal({ type: "signal", renew: this.#connection });
    this.#isBeyondRepair = true;
    this.#take(this.#connection + 1);
  }

  /** The sender has replaced the connection. */
  #follow(connection: number): void {
    if (this.#state === "up") this.#lose();
    this.#isBeyondRepair = true;
    if (this.#state === "mending") this.#step.set(REPLACE_MS, () => this.#replace());
    this.#take(connection);
  }

  #take(connection: number): void {
    const old = this.#link;
    this.#link = undefined;
    old?.close();
    this.#connection = connection;
    try {
      this.#openLink();
    } catch {
      this.#giveUp();
    }
  }

  #giveUp(): void {
    this.close();
    this.#events.failed();
  }
}
