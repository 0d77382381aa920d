import { cleanDeviceName } from "#protocol/discovery/device-name.ts";
import type { Role } from "#protocol/signaling/messages.ts";
import { type SessionMessage, TRANSFER_VERSION } from "#protocol/transfer/messages.ts";
import type { TransferEngine } from "../engine/ports.ts";
import { Deadline } from "./deadline.ts";
import type { Ending } from "./machine.ts";
import type { PageClock } from "./ports.ts";
import { WAITS } from "./waits.ts";

/** How long a peer that is thought to be gone may stay silent before it counts as gone. */
const SILENCE_MS = WAITS.silence;

/** How long the other side may take to introduce itself on an open channel. */
const HELLO_MS = WAITS.greeting;

/** How long the sender waits for an answer to its introduction before it says it again. */
const HELLO_AGAIN_MS = 1_000;

/** A device whose name shows nothing: no page of ours has such a one. */
const NAMELESS = "?";

export interface ConversationPorts {
  readonly clock: PageClock;
  readonly device: string;
  readonly role: Role;
  readonly engine: Pick<TransferEngine, "say" | "greeted">;
  /** Both have introduced themselves, on each channel anew. */
  readonly met: (device: string) => void;
  /** The other device was asked whether it is still there, and is. */
  readonly answered: () => void;
  /** The channel is open, but the other device says nothing on it. */
  readonly silent: () => void;
  /** The other device says goodbye. */
  readonly bye: () => void;
  /** It is over. Whoever hears it first waits for the other side to close, so that no last word is lost. */
  readonly ended: (ending: Ending) => void;
}

/** What is said here; the rest of what a peer says about the session is about its paths or its files. */
type Word = Exclude<SessionMessage, { type: "lanes" | "away" | "choosing" | "stay" }>;

/**
 * What both peers say about their session on the first lane, from `hello` to `bye` (XFER1, XFER10-XFER12). A
 * channel that replaces a lost one begins with `hello` again; then the files go on (XFER14).
 */
export class Conversation {
  readonly #ports: ConversationPorts;
  readonly #silence: Deadline;
  /** Until `hello` is said once more. */
  readonly #helloAgain: Deadline;
  /** The channel is open, and the other side has not introduced itself on it. */
  #awaitsHello = false;
  #isOver = false;

  constructor(ports: ConversationPorts) {
    this.#ports = ports;
    this.#silence = new Deadline(ports.clock);
    this.#helloAgain = new Deadline(ports.clock);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * A channel is open, the first one or another one. The sender, who made it, speaks first: Chromium can lose
   * what reaches the maker of a channel before that one has seen it open; who has spoken has seen it.
   */
  opened(): void {
    if (this.#isOver) return;
    this.#awaitsHello = true;
    if (this.#ports.role === "sender") this.#sayHello();
    this.#silence.set(HELLO_MS, () => this.#ports.silent());
  }

  /** The channel fell silent or is lost; it may come back, or another one may. */
  interrupted(): void {
    this.#awaitsHello = false;
    this.#silence.clear();
  }

  /** Something arrives, whatever it is. */
  heard(): void {
    this.#silence.clear();
  }

  /** Something suggests that the peer is gone: ask it, and believe it after a silence (XFER12). */
  doubt(): void {
    if (this.#isOver || this.#silence.isSet) return;
    this.#ports.engine.say({ type: "ping" });
    this.#silence.set(SILENCE_MS, () => this.#ports.silent());
  }

  /** This person stops, or nothing is left to be done. */
  lastWord(message: Extract<SessionMessage, { type: "cancel" | "bye" | "error" }>, ending: Ending): void {
    if (this.#isOver) return;
    this.#ports.engine.say(message);
    this.end(ending);
  }

  /** Later calls do nothing. */
  end(ending: Ending): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#silence.clear();
    this.#ports.ended(ending);
  }

  /** Nothing more is said or heard, without a word about it. */
  breakOff(): void {
    this.#isOver = true;
    this.#silence.clear();
  }

  take(message: Word): void {
    if (this.#isOver) return;
    switch (message.type) {
      case "hello":
        return this.#meet(message);
      case "ping":
        return this.#ports.engine.say({ type: "pong" });
      case "pong":
        return this.#ports.answered();
      case "bye":
        return this.#ports.bye();
      case "cancel":
        return this.end("cancelled");
      case "error":
        return this.end(message.code);
    }
  }

  /** Once for each channel: one that comes late belongs to a channel that was replaced. */
  #meet({ version, device }: Extract<Word, { type: "hello" }>): void {
    if (!this.#awaitsHello) return;
    this.#awaitsHello = false;
    if (version !== TRANSFER_VERSION) return this.lastWord({ type: "error", code: "version" }, "version");
    if (this.#ports.role === "receiver") this.#sayHello();
    this.#ports.engine.greeted();
    this.#ports.met(cleanDeviceName(device) || NAMELESS);
  }

  /** The sender says it until it is answered: a message may be lost that reaches an end before it is ready. */
  #sayHello(): void {
    this.#ports.engine.say({ type: "hello", version: TRANSFER_VERSION, device: this.#ports.device });
    if (this.#ports.role === "receiver") return;
    this.#helloAgain.set(HELLO_AGAIN_MS, () => {
      if (this.#awaitsHello && !this.#isOver) this.#sayHello();
    });
  }
}

/** What an ending means for files that had not arrived. */
export function failureOf(ending: Ending): Parameters<TransferEngine["end"]>[0] {
  switch (ending) {
    case "finished":
      return "peer-left";
    case "version":
    case "page-failed":
      return "protocol";
    case "not-chosen":
    case "paused-too-long":
    case "stalled":
      return "cancelled";
    default:
      return ending;
  }
}
