import type { Role, Signal } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import type { RawChannel } from "../engine/ports.ts";
import { CurrentLink } from "./current-link.ts";
import { Deadline } from "./deadline.ts";
import type { Refusal } from "./machine.ts";
import { PathFindings } from "./path-findings.ts";
import type { PeerPathEvents, PeerPathOptions, PeerPathPorts } from "./peer-path-ports.ts";
import { WAITS } from "./waits.ts";

/** How long the two devices may look for a first path to each other. */
const CONNECT_MS = WAITS.path;

/** How long an ICE restart may take before the connection is replaced by a new one. */
const RESTART_MS = WAITS["path-restart"];

/** How long a new connection may take before the next one is tried. */
const REPLACE_MS = WAITS["path-replace"];

/** How long the server may take to tell that the other device has left, which that device's browser tells sooner. */
const FAREWELL_MS = WAITS.farewell;

/** How long after a new connection has failed the next one is tried: browsers differ in how soon they give up. */
const RETRY_MS = 2_000;

/** How long a page that says it is being reloaded may take at most until something is heard of it again (PAGE18). */
const RELOAD_MS = WAITS.reload;

/**
 * The way to the other device for as long as a session lasts: one peer connection, mended by an ICE restart where its
 * network changed, and replaced by the next one where that does not help (PAGE8). Only the sender makes connections.
 * What happens on the channel itself is told from outside: `opened`, `heard`, `closed`.
 */
export class PeerPath {
  readonly #ports: PeerPathPorts;
  readonly #events: PeerPathEvents;
  readonly #role: Role;
  readonly #patienceMs: Millis;
  /** Until the present step has failed. */
  readonly #step: Deadline;
  readonly #patience: Deadline; // until everything has
  readonly #findings = new PathFindings();
  readonly #link: CurrentLink;
  #state: "connecting" | "up" | "mending" = "connecting";
  /** No first path is found because a line to the server is lost. */
  #isWaiting = false;
  /** The browser has found a path for the present connection, whatever has become of it. */
  #isFound = false;
  /** The present connection's channel was handed over: what is told of one is told of this one. */
  #hasChannel = false;
  /** The connection has no channel any more that an ICE restart could save. */
  #isBeyondRepair = false;
  #isPeerReloading = false;
  /** The other page may be about to go: a channel that ends now ended with it. */
  #mayPeerReload = false;

  constructor(options: PeerPathOptions, ports: PeerPathPorts, events: PeerPathEvents) {
    const { role, iceServers, patienceMs, lostConnection } = options;
    this.#role = role;
    this.#patienceMs = patienceMs;
    this.#ports = ports;
    this.#events = events;
    this.#step = new Deadline(ports.clock);
    this.#patience = new Deadline(ports.clock);
    const linkEvents = {
      signal: (signal: Signal) => this.#tell(signal),
      channel: (raw: RawChannel) => this.#handOver(raw),
      failed: () => this.#broken(),
      doubtful: () => this.#doubtful(),
      recovered: () => this.#found(),
      serverFailed: (url: string, code: number) => this.#findings.serverFailed(url, code),
    };
    this.#link = new CurrentLink({ role, iceServers, lane: 0 }, ports, linkEvents, lostConnection);
  }

  get isUp(): boolean {
    return this.#state === "up";
  }

  /** Why there is no path, as far as this device can tell. */
  get failure(): Refusal {
    if (this.#isWaiting) return { problem: this.#ports.canSignal() ? "peer-left" : "server-unreachable" };
    if (this.#isFound) return { problem: "peer-left" };
    return this.#findings.problem(this.#link.iceServers, this.#ports.iceChoice);
  }

  /** Whether a first path is looked for, with nobody away. */
  get isLooking(): boolean {
    return this.#state === "connecting" && !this.#isWaiting && !this.#isFound;
  }

  /** The connection in use. */
  get link(): Pick<CurrentLink, "number" | "path" | "maxMessageBytes" | "useIceServers"> {
    return this.#link;
  }

  /** Looks for a first path. @throws where the browser refuses to make a connection */
  connect(): void {
    this.#patience.set(CONNECT_MS, () => this.#giveUp());
    this.#link.open(this.#link.number);
  }

  /** Looks for the other device again, as where a path was lost: this page was reloaded. */
  comeBack(): void {
    this.#isBeyondRepair = true;
    this.#lose();
  }

  /** A line to the server is lost, on this side or the other: until it is back nothing is final. */
  wait(): void {
    if (this.#state !== "connecting" || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#step.clear();
    this.#patience.set(this.#patienceMs, () => this.#giveUp());
  }

  receive(signal: Signal): void {
    if ("renew" in signal) {
      if (this.#role !== "sender") return;
      this.#noLongerReloading();
      if (signal.renew === this.#link.number) this.#replace();
      return;
    }
    const { connection = 0 } = signal;
    if (connection > this.#link.number && this.#role === "receiver") this.#follow(connection);
    this.#findings.received(signal);
    this.#link.receive(signal);
  }

  /** Nothing is heard from the other device although the channel is open. */
  silent(): void {
    if (this.#state !== "up") return;
    if (this.#mayPeerReload) return this.peerReloads();
    this.#lose();
    this.#mend();
  }

  /** Signals get through again: what was tried without them is tried anew, at once. */
  retry(): void {
    if (this.#state === "mending") return this.#mend();
    if (this.#state === "up") return;
    this.#isWaiting = false;
    this.#step.clear();
    this.#patience.set(CONNECT_MS, () => this.#giveUp());
    if (this.#role === "sender") this.#replace();
  }

  /** The other page said to the server that it may go; its person can still stay. */
  peerMayReload(): void {
    this.#mayPeerReload = true;
    if (this.#state === "mending" && !this.#isPeerReloading) this.peerReloads();
  }

  /** The other page is being reloaded: what there is of a connection is of no use to it any more. */
  peerReloads(): void {
    if (this.#state === "connecting") return;
    this.#isBeyondRepair = true;
    this.#isPeerReloading = true;
    this.#step.clear();
    this.#wentDown(Math.min(RELOAD_MS, this.#patienceMs));
  }

  /** The other device's line to the server is back, or the first one of a page that was reloaded. */
  peerIsBack(): void {
    this.#noLongerReloading();
    this.retry();
  }

  /** The channel of the present connection is open. */
  opened(): void {
    this.#state = "up";
    this.#isWaiting = false;
    this.#isBeyondRepair = false;
    this.#isPeerReloading = false;
    this.#mayPeerReload = false;
    this.#step.clear();
    this.#patience.clear();
  }

  /** Something arrives on the channel, or the browser says that the path works: so it does. */
  heard(): void {
    if (this.#state !== "mending" || this.#isBeyondRepair) return;
    this.#state = "up";
    this.#step.clear();
    this.#patience.clear();
    this.#events.up();
  }

  /** The channel closed: no ICE restart brings it back. */
  closed(): void {
    if (this.#state === "connecting") return this.#hasChannel ? this.#notConnected() : undefined;
    if (this.#isBeyondRepair) return; // its successor failed too; the next one is tried in its time
    this.#isBeyondRepair = true;
    if (this.#mayPeerReload) return this.peerReloads();
    this.#lose();
    this.#mend();
  }

  close(): void {
    this.#step.clear();
    this.#patience.clear();
    this.#link.close();
  }

  #tell(signal: Signal): void {
    this.#findings.sent(signal);
    this.#events.signal(signal);
  }

  #broken(): void {
    if (this.#state === "connecting") return this.#notConnected();
    if (this.#state === "up") return this.silent();
    if (this.#isBeyondRepair && !this.#isPeerReloading) this.#step.set(RETRY_MS, () => this.#replace());
  }

  #handOver(raw: RawChannel): void {
    this.#hasChannel = true;
    this.#events.channel(raw);
  }

  /** The browser says that the path works. */
  #found(): void {
    this.#isFound = true;
    this.heard();
  }

  /** Most often the other device has ended it: then it has left, and the server is about to say so. */
  #notConnected(): void {
    if (!this.#isWaiting) this.#step.set(FAREWELL_MS, () => this.#giveUp());
  }

  #doubtful(): void {
    if (this.#state !== "up") return;
    if (this.#ports.canSignal()) this.#link.restartIce();
    this.#events.doubtful();
  }

  #lose(): void {
    if (this.#state !== "mending") this.#wentDown(this.#patienceMs);
  }

  #wentDown(patienceMs: Millis): void {
    this.#state = "mending";
    this.#patience.set(patienceMs, () => this.#giveUp());
    this.#events.down(this.#ports.clock.now() + patienceMs, this.#isPeerReloading);
  }

  /** A sign of the page that has taken the other one's place. */
  #noLongerReloading(): void {
    this.#mayPeerReload = false;
    if (!this.#isPeerReloading) return;
    this.#isPeerReloading = false;
    this.#wentDown(this.#patienceMs);
  }

  /** Without signaling there is nothing to be done but to wait: for `retry`, or for a network that comes back. */
  #mend(): void {
    if (!this.#ports.canSignal()) return this.#step.clear();
    if (this.#isBeyondRepair) return this.#replace();
    this.#link.restartIce();
    this.#step.set(RESTART_MS, () => this.#replace());
  }

  /** Never without signaling: the connection that is given up for the next one might still recover. */
  #replace(): void {
    if (!this.#ports.canSignal()) return this.#step.clear();
    if (this.#state === "up") this.#lose();
    this.#step.set(REPLACE_MS, () => this.#replace());
    if (this.#role === "receiver") return this.#events.signal({ type: "signal", renew: this.#link.number });
    this.#isBeyondRepair = true;
    this.#take(this.#ports.nextConnection());
  }

  /** The sender has replaced the connection. */
  #follow(connection: number): void {
    this.#noLongerReloading();
    if (this.#state === "up") this.#lose();
    this.#isBeyondRepair = true;
    if (this.#state === "mending") this.#step.set(REPLACE_MS, () => this.#replace());
    this.#take(connection);
  }

  #take(connection: number): void {
    this.#isFound = false;
    this.#hasChannel = false;
    try {
      this.#link.open(connection);
    } catch {
      this.#giveUp();
    }
  }

  #giveUp(): void {
    this.close();
    this.#events.failed();
  }
}
