import type { DiscoveryMessage, DiscoveryNews } from "#protocol/discovery/messages.ts";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import { MISSED_HEARTBEATS } from "#protocol/signaling/heartbeat.ts";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { Deadline } from "../session/deadline.ts";
import type { PageClock, SignalingEvents, SignalingSocket } from "../session/ports.ts";

/** How long the server may take to answer. */
const ANSWER_MS = 10_000;

/** After the device woke up, an old line has this long to show that it still works. */
const WAKE_ANSWER_MS = 5_000;

const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

/** What this device is called, what it looks like, and whether it may be asked. */
export type Announcement = Omit<Extract<DiscoveryMessage, { type: "announce" }>, "type">;

export interface NearbyLinkPorts {
  readonly clock: PageClock;
  readonly openSignaling: (events: SignalingEvents) => SignalingSocket;
  /** A number from 0 up to, but not including, 1; not for secrets. */
  readonly random: () => number;
  /** Whether the server wants pages to see each other. @throws while it cannot be asked */
  readonly isWanted: () => Promise<boolean>;
}

export interface NearbyLinkEvents {
  news(news: DiscoveryNews): void;
  /** The line is gone, and with it all that was open; it comes back by itself. */
  down(): void;
}

/** This page's line to the others nearby: one socket, kept alive and opened anew for as long as it is wanted (NEAR11). */
export class NearbyLink {
  readonly #ports: NearbyLinkPorts;
  readonly #events: NearbyLinkEvents;
  readonly #heartbeat: Deadline;
  /** Until the next try, or until an answer must have come. */
  readonly #patience: Deadline;
  #announcement: Announcement | undefined;
  #socket: SignalingSocket | undefined;
  /** The server has answered on this socket. */
  #isUp = false;
  #unanswered = 0;
  #failedTries = 0;
  /** Counts what was begun, so that an answer to something older is told apart. */
  #turn = 0;

  constructor(ports: NearbyLinkPorts, events: NearbyLinkEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#heartbeat = new Deadline(ports.clock);
    this.#patience = new Deadline(ports.clock);
  }

  /** From now on this device sees others, and they see it unless it is busy; said once more, that has changed. */
  open(announcement: Announcement): void {
    const isOpen = this.#announcement !== undefined;
    this.#announcement = announcement;
    if (!isOpen) void this.#connect();
    else this.#socket?.send({ type: "announce", ...announcement });
  }

  /** Nobody sees it any more, and it nobody. What was said before still arrives. */
  close(): void {
    this.#announcement = undefined;
    this.#failedTries = 0;
    this.#socket?.close();
    this.#drop();
  }

  /** @returns false where the line is not up: then it is lost */
  send(message: DiscoveryMessage): boolean {
    if (this.#isUp) this.#socket?.send(message);
    return this.#isUp;
  }

  /** The device woke up, or found a network: time to look at once. */
  wake(): void {
    if (!this.#announcement) return;
    if (this.#isUp) {
      this.#socket?.send({ type: "ping" });
      return this.#patience.set(WAKE_ANSWER_MS, () => this.#abandon());
    }
    this.#socket?.close(CLOSE.abandoned);
    this.#drop();
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const turn = ++this.#turn;
    const isWanted = await this.#ports.isWanted().catch(() => undefined);
    if (turn !== this.#turn || !this.#announcement) return;
    if (isWanted === undefined) return this.#comeBack();
    if (!isWanted) return;
    const socket = this.#ports.openSignaling({
      message: (message) => {
        if (socket === this.#socket) this.#hear(message);
      },
      lost: () => {
        if (socket === this.#socket) this.#lost();
      },
    });
    this.#socket = socket;
    socket.send({ type: "announce", ...this.#announcement });
    this.#patience.set(ANSWER_MS, () => this.#abandon());
  }

  #hear(message: ServerMessage): void {
    this.#unanswered = 0;
    if (this.#isUp) this.#patience.clear();
    switch (message.type) {
      case "nearby":
        if (!this.#isUp) this.#answered(message.heartbeatMs);
        return this.#events.news(message);
      case "invited":
      case "uninvited":
      case "answered":
        return this.#events.news(message);
    }
  }

  #answered(heartbeatMs: Millis): void {
    this.#isUp = true;
    this.#failedTries = 0;
    this.#patience.clear();
    this.#beat(heartbeatMs);
  }

  #lost(): void {
    const wasUp = this.#isUp;
    this.#drop();
    if (wasUp) this.#events.down();
    this.#comeBack();
  }

  /** The socket says nothing and does not close: it is as good as lost. */
  #abandon(): void {
    this.#socket?.close(CLOSE.abandoned);
    this.#lost();
  }

  #drop(): void {
    this.#turn++;
    this.#socket = undefined;
    this.#isUp = false;
    this.#unanswered = 0;
    this.#heartbeat.clear();
    this.#patience.clear();
  }

  /** Exponential backoff with jitter, so that a restarted server is not met by all at the same moment. */
  #comeBack(): void {
    const limit = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failedTries++);
    this.#patience.set((0.5 + this.#ports.random() / 2) * limit, () => void this.#connect());
  }

  #beat(everyMs: Millis): void {
    this.#heartbeat.set(everyMs, () => {
      if (this.#unanswered >= MISSED_HEARTBEATS) return this.#abandon();
      this.#unanswered++;
      this.#socket?.send({ type: "ping" });
      this.#beat(everyMs);
    });
  }
}
