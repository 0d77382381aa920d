import type { DataLink, LinkEvents, RawChannel } from "../engine/ports.ts";

/** Changes a message on its way, or loses it by returning undefined. */
export type Damage = (message: string | ArrayBuffer, lane: number) => string | ArrayBuffer | undefined;

/** One end of a lane. */
export class MemoryLaneEnd implements RawChannel, DataLink {
  readonly channel = this;
  other: MemoryLaneEnd | undefined;
  events: LinkEvents | undefined;
  readonly #lane: number;
  readonly #damage: Damage;
  #queue: (string | ArrayBuffer)[] = [];
  #queuedBytes = 0;
  #waiting: { markBytes: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  #isOpen = true;

  constructor(lane: number, damage: Damage) {
    this.#lane = lane;
    this.#damage = damage;
  }

  sendText(text: string): void {
    if (this.#isOpen) this.#queue.push(text);
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.#isOpen) return;
    this.#queue.push(new Uint8Array(bytes).buffer);
    this.#queuedBytes += bytes.byteLength;
  }

  isOpen(): boolean {
    return this.#isOpen;
  }

  queuedBytes(): number {
    return this.#queuedBytes;
  }

  drained(markBytes: number): Promise<void> {
    if (!this.#isOpen) return Promise.reject(new Error("closed"));
    if (this.#queuedBytes <= markBytes) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ markBytes, resolve, reject }));
  }

  get hasMessages(): boolean {
    return this.#queue.length > 0;
  }

  /** Carries the oldest message over. */
  deliver(): void {
    const message = this.#queue.shift();
    if (message === undefined) return;
    if (typeof message !== "string") this.#queuedBytes -= message.byteLength;
    for (const waiting of this.#waiting) if (this.#queuedBytes <= waiting.markBytes) waiting.resolve();
    this.#waiting = this.#waiting.filter(({ markBytes }) => this.#queuedBytes > markBytes);
    const carried = this.#damage(message, this.#lane);
    const { events } = this.other ?? {};
    if (carried === undefined || !events || !this.other?.isOpen()) return;
    if (typeof carried === "string") events.text(carried);
    else events.bytes(carried);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#queue = [];
    this.#queuedBytes = 0;
    for (const { reject } of this.#waiting) reject(new Error("closed"));
    this.#waiting = [];
    this.events?.closed();
  }
}

/** The end that an engine was given as a raw channel. @throws for any other channel */
export function linkOf(raw: RawChannel, events: LinkEvents): DataLink {
  const { channel: end } = raw;
  if (!(end instanceof MemoryLaneEnd)) throw new Error("not an end of this network");
  end.events = events;
  return end;
}
