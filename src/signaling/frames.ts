import { ProtocolError } from "#protocol/errors.ts";
import { decodeClientMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage, ErrorCode } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import type { Client } from "./client.ts";
import type { Limits } from "./limits.ts";

/**
 * Frames of one browser, and their characters, that may wait while an earlier one is handled: eight lanes
 * that are made at once say about 170, of 65,000 characters.
 */
const MAX_WAITING_FRAMES = 256;
const MAX_WAITING_LENGTH = 131_072;

/** A browser that goes on after being refused this often in a row is not one of ours. */
const MAX_REFUSALS = 50;

/** By far the most frequent frame: an idle server hears nothing else. */
const PING: string = JSON.stringify({ type: "ping" } satisfies ClientMessage);

/** Stands for a frame that is not text. */
export const BINARY = null;

/** What becomes of frames. */
export interface FrameHandler {
  /** The next frame waits until this is done. */
  handle(message: ClientMessage): Promise<void>;
  pong(): void;
  refuse(code: ErrorCode, retryAfterMs?: Millis): void;
  /** The browser sends more than anybody could want. */
  flooded(reason: string): void;
  /** A fault of ours came up. */
  fault(error: unknown): void;
}

/** One browser's frames: counted, decoded, and handled strictly one after the other, however long one takes. */
export class Frames {
  readonly #limits: Limits;
  readonly #client: Client;
  readonly #handler: FrameHandler;
  #waiting: (string | null)[] | undefined;
  #waitingLength = 0;
  /** Messages that were counted in advance. */
  #paidMessages = 0;
  #refusals = 0;
  #isClosed = false;

  constructor(limits: Limits, client: Client, handler: FrameHandler) {
    this.#limits = limits;
    this.#client = client;
    this.#handler = handler;
  }

  /** Never throws for anything that a browser can send (SIG2, SIG3). */
  take(frame: string | null): void {
    if (this.#isClosed) return;
    if (this.#waiting === undefined) {
      if (frame === PING && this.#paidMessages > 0) return this.#answerPing();
      this.#waiting = [frame];
      this.#waitingLength = lengthOf(frame);
      void this.#handleAll(this.#waiting);
      return;
    }
    this.#waitingLength += lengthOf(frame);
    const fits = this.#waiting.length < MAX_WAITING_FRAMES && this.#waitingLength <= MAX_WAITING_LENGTH;
    if (fits) this.#waiting.push(frame);
    else this.#handler.flooded("too many messages at once");
  }

  /** What still waits is dropped. */
  close(): void {
    this.#isClosed = true;
  }

  /** Not worth a parser, nor a wait. */
  #answerPing(): void {
    this.#paidMessages--;
    this.#handler.pong();
  }

  async #handleAll(frames: (string | null)[]): Promise<void> {
    for (let frame = frames.shift(); frame !== undefined && !this.#isClosed; frame = frames.shift()) {
      this.#waitingLength -= lengthOf(frame);
      try {
        await this.#handle(frame);
      } catch (error) {
        this.#handler.fault(error);
        break;
      }
    }
    this.#waiting = undefined;
  }

  async #handle(frame: string | null): Promise<void> {
    const waitMs = this.#paidMessages > 0 ? 0 : await this.#pay();
    if (waitMs > 0) return this.#refuseFlood(waitMs);
    this.#paidMessages--;
    this.#refusals = 0;
    if (frame === BINARY) return this.#handler.refuse("bad-message");
    let message: ClientMessage;
    try {
      message = decodeClientMessage(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return this.#handler.refuse(error.code === "too-large" ? "too-large" : "bad-message");
    }
    await this.#handler.handle(message);
  }

  /** Counts some messages in advance. @returns how long to wait where that is over the limit */
  async #pay(): Promise<Millis> {
    const { messageBatch } = this.#limits;
    const waitMs = await this.#limits.take("messages", this.#client, messageBatch);
    if (waitMs === 0) this.#paidMessages = messageBatch;
    return waitMs;
  }

  /** Said once: an answer to each would be a flood of our own. */
  #refuseFlood(waitMs: Millis): void {
    this.#refusals++;
    if (this.#refusals === 1) this.#handler.refuse("rate-limited", waitMs);
    if (this.#refusals >= MAX_REFUSALS) this.#handler.flooded("too many messages");
  }
}

function lengthOf(frame: string | null): number {
  return frame?.length ?? 0;
}
