import type { Instant } from "#protocol/time.ts";
import type { Conversation } from "./conversation.ts";
import type { Refusal } from "./machine.ts";
import type { PeerPath } from "./peer-path.ts";
import type { PageClock, SessionPorts } from "./ports.ts";

/** Where there is a path, it is found within this time. */
const USUAL_SEARCH_MS = 5_000;

export interface PresencePorts {
  readonly clock: PageClock;
  readonly path: PeerPath;
  readonly conversation: Pick<Conversation, "doubt">;
  readonly dispatch: SessionPorts["dispatch"];
  /** The other device is gone for good. */
  readonly lost: () => void;
  /** The other device is there, although the server has given its place up. */
  readonly stillThere: () => void;
}

/**
 * Whether the other device is there: the server tells of lines to itself, the channel of the device. On an open
 * channel the device itself is asked (XFER12); without one, what the server says counts.
 */
export class Presence {
  readonly #ports: PresencePorts;
  #searchedSince: Instant;
  #hasMet: boolean;
  /** The server says that the other device will not come back. */
  #hasPeerLeft = false;

  /** @param hasMet the devices have spoken to each other before this page was reloaded */
  constructor(ports: PresencePorts, hasMet: boolean) {
    this.#ports = ports;
    this.#hasMet = hasMet;
    this.#searchedSince = ports.clock.now();
  }

  /** Why the devices have not come together although they should have by now; undefined before. */
  get overdue(): Refusal | undefined {
    const searchMs = this.#ports.clock.now() - this.#searchedSince;
    const { isLooking, failure } = this.#ports.path;
    return isLooking && searchMs >= USUAL_SEARCH_MS ? failure : undefined;
  }

  get hasPeerLeft(): boolean {
    return this.#hasPeerLeft;
  }

  /** This device's line to the server is lost. */
  lineDown(): void {
    this.#ports.path.wait();
  }

  /** This device's line to the server is back. */
  lineUp(): void {
    this.#searchedSince = this.#ports.clock.now();
    this.#ports.path.retry();
  }

  /** This device's place at the server is lost. */
  lineLost(): void {
    if (!this.#ports.path.isUp) this.#ports.lost();
  }

  /** The other device's line to the server is back. */
  peerIsThere(): void {
    this.#ports.dispatch({ type: "peer-away", away: false });
    this.#hasPeerLeft = false;
    this.#searchedSince = this.#ports.clock.now();
    this.#ports.path.peerIsBack();
  }

  /** The other device's line to the server is lost; it may come back. @param isReloading it said that it goes */
  peerIsAway(isReloading = false): void {
    this.#ports.dispatch({ type: "peer-away", away: true });
    if (isReloading) this.#ports.path.peerMayReload();
    if (this.#ports.path.isUp) this.#ports.conversation.doubt();
    else this.#ports.path.wait();
  }

  /** The server says that the other device is gone. */
  peerHasLeft(): void {
    this.#hasPeerLeft = true;
    if (this.#ports.path.isUp) this.#ports.conversation.doubt();
    else this.#ports.lost();
  }

  /** The device woke up: a channel that was open before is not believed. */
  wake(): void {
    if (this.#ports.path.isUp) this.#ports.conversation.doubt();
  }

  /** The other device has introduced itself. */
  met(): void {
    this.#hasMet = true;
  }

  /** Nothing is heard on the open channel. */
  silent(): void {
    if (this.#hasPeerLeft || !this.#hasMet) this.#ports.lost();
    else this.#ports.path.silent();
  }

  /** The other device was asked on the channel, and is there. */
  answered(): void {
    if (!this.#hasPeerLeft) return;
    this.#hasPeerLeft = false;
    this.#ports.stillThere();
  }
}
