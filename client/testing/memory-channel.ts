import type { DataLink, LinkEvents, RawChannel } from "../engine/ports.ts";
import { DrainGate } from "../workers/drain-gate.ts";

export type Message = string | ArrayBuffer;

/** One end of a data channel without a network. */
export class MemoryChannel implements DataLink {
  readonly #send: (message: Message) => void;
  readonly #gate = new DrainGate(() => this.#queuedBytes);
  #state: "connecting" | "open" | "closed" = "connecting";
  #events: LinkEvents | undefined;
  #queuedBytes = 0;
  /** Of which lane it is; known once an engine has it. */
  lane = 0;

  /** @param send carries a message over; `left` tells that it is on its way */
  constructor(send: (message: Message) => void) {
    this.#send = send;
  }

  take(events: LinkEvents): DataLink {
    this.#events = events;
    return this;
  }

  sendText(text: string): void {
    this.#sendOn(text);
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.#sendOn(bytes.slice().buffer);
  }

  isOpen(): boolean {
    return this.#state === "open";
  }

  queuedBytes(): number {
    return this.#queuedBytes;
  }

  drained(markBytes: number): Promise<void> {
    return this.#gate.drained(markBytes);
  }

  open(): void {
    if (this.#state !== "connecting") return;
    this.#state = "open";
    this.#events?.opened();
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#gate.close();
    queueMicrotask(() => this.#events?.closed());
  }

  left(message: Message): void {
    this.#queuedBytes -= sizeOf(message);
    this.#gate.check();
  }

  arrive(message: Message): void {
    if (!this.isOpen()) return;
    if (typeof message === "string") this.#events?.text(message);
    else this.#events?.bytes(message);
  }

  #sendOn(message: Message): void {
    if (!this.isOpen()) return;
    this.#queuedBytes += sizeOf(message);
    this.#send(message);
  }
}

/** The end that an engine was given as a raw channel. @throws for any other channel */
export function memoryLink({ channel }: RawChannel, events: LinkEvents): DataLink {
  if (!(channel instanceof MemoryChannel)) throw new Error("not a channel of this network");
  return channel.take(events);
}

function sizeOf(message: Message): number {
  return typeof message === "string" ? message.length : message.byteLength;
}
