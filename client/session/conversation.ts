import { ProtocolError } from "#protocol/errors.ts";
import { decodeControl, encodeControl } from "#protocol/transfer/codec.ts";
import { type ControlMessage, TRANSFER_VERSION } from "#protocol/transfer/messages.ts";
import type { FailureReason } from "#protocol/transfer/state.ts";
import type { DataLink } from "../transfer/ports.ts";
import type { Receiver } from "../transfer/receiver.ts";
import type { Sender } from "../transfer/sender.ts";
import { Deadline } from "./deadline.ts";
import type { Ending } from "./machine.ts";
import type { PageClock } from "./ports.ts";

/** How long a peer that is thought to be gone may stay silent before it counts as gone. */
const SILENCE_MS = 5_000;

/** How long the other side may take to introduce itself on an open channel. */
const HELLO_MS = 10_000;

export interface ConversationPorts {
  readonly clock: PageClock;
  readonly device: string;
  readonly met: (device: string) => void;
  /** The other device was asked whether it is still there, and is. */
  readonly answered: () => void;
  /** The channel is open, but the other device says nothing on it. */
  readonly silent: () => void;
  /** It is over. Whoever hears it first waits for the other side to close, so that no last word is lost. */
  readonly ended: (ending: Ending) => void;
}

/** A side of the transfer: it offers files, or it takes them. */
export type Side = { readonly sender: Sender } | { readonly receiver: Receiver };

/**
 * What both peers say on an open data channel, from `hello` to `bye` (XFER1, XFER10-XFER12). A channel that
 * replaces a lost one begins with `hello` again, and with the same list; then the files go on (XFER14).
 */
export class Conversation {
  readonly #ports: ConversationPorts;
  readonly #silence: Deadline;
  #side: Side | undefined;
  #link: DataLink | undefined;
  #over = false;

  constructor(ports: ConversationPorts) {
    this.#ports = ports;
    this.#silence = new Deadline(ports.clock);
  }

  /**
   * A channel is open, the first one or another one. The sender, who made it, speaks first: Chromium can lose
   * what reaches the maker of a channel before that one has seen it open; who has spoken has seen it.
   *
   * @param chunkBytes largest message that both sides take
   */
  attach(link: DataLink, side: Side, chunkBytes: number): void {
    if (this.#over) return;
    this.#link = link;
    this.#side = side;
    if ("sender" in side) {
      side.sender.attach(link, chunkBytes);
      this.#sayHello();
    } else side.receiver.attach();
    this.#silence.set(HELLO_MS, () => this.#ports.silent());
  }

  /** The channel fell silent or is lost; it may come back, or another one may. */
  interrupt(): void {
    this.#silence.clear();
    if (!this.#over) this.#party()?.interrupt();
  }

  /** The same channel works again. */
  goOn(): void {
    if (!this.#over) this.#party()?.goOn();
  }

  /** Whether there was an offer and every file of it is verified or has failed. */
  isSettled(): boolean {
    return this.#party()?.isSettled() ?? false;
  }

  /** For whatever side this is, on whatever channel there is. */
  readonly say = (message: ControlMessage): void => {
    this.#link?.sendText(encodeControl(message));
  };

  text(text: string): void {
    this.#heard(() => this.#take(decodeControl(text)));
  }

  bytes(message: ArrayBuffer): void {
    this.#heard(() => {
      if (this.#side && "receiver" in this.#side) this.#side.receiver.receiveBytes(message);
      else throw new ProtocolError("bad-value", "frame", "sent to a sender");
    });
  }

  /** Something suggests that the peer is gone: ask it, and believe it after a silence (XFER12). */
  doubt(): void {
    if (this.#over || this.#silence.isSet) return;
    this.say({ type: "ping" });
    this.#silence.set(SILENCE_MS, () => this.#ports.silent());
  }

  /** This person says no, or stops. */
  lastWord(message: Extract<ControlMessage, { type: "decline" | "cancel" | "bye" }>, ending: Ending): void {
    if (this.#over) return;
    this.say(message);
    this.end(ending);
  }

  /** Ends both directions; what is unfinished has failed. Later calls do nothing. */
  end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    this.#silence.clear();
    this.#party()?.end(failureOf(ending));
    this.#ports.ended(ending);
  }

  /** Whichever side this is, for what both sides can do. */
  #party(): Sender | Receiver | undefined {
    if (this.#side === undefined) return undefined;
    return "sender" in this.#side ? this.#side.sender : this.#side.receiver;
  }

  #heard(take: () => void): void {
    if (this.#over) return;
    this.#silence.clear();
    try {
      take();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.say({ type: "error", code: "protocol" });
      this.end("protocol");
    }
  }

  #take(message: ControlMessage): void {
    switch (message.type) {
      case "hello":
        return this.#meet(message);
      case "ping":
        return this.say({ type: "pong" });
      case "pong":
        return this.#ports.answered();
      case "bye":
        return this.end(this.isSettled() ? "finished" : "peer-left");
      case "decline":
        return this.end("declined");
      case "cancel":
        return this.end("cancelled");
      case "error":
        return this.end(message.code);
      default:
        this.#party()?.receive(message);
    }
  }

  #meet({ version, device }: Extract<ControlMessage, { type: "hello" }>): void {
    if (version !== TRANSFER_VERSION) {
      this.say({ type: "error", code: "version" });
      return this.end("version");
    }
    this.#ports.met(device);
    if (this.#side && "sender" in this.#side) this.#side.sender.offer();
    else this.#sayHello();
  }

  #sayHello(): void {
    this.say({ type: "hello", version: TRANSFER_VERSION, device: this.#ports.device });
  }
}

/** What an ending means for a file that had not arrived. */
function failureOf(ending: Ending): FailureReason {
  if (ending === "finished") return "peer-left";
  return ending === "version" ? "protocol" : ending;
}
