/** Lets senders wait until the send buffer of a channel is low. */
export class DrainGate {
  readonly #queuedBytes: () => number;
  readonly #waiting = new Map<number, PromiseWithResolvers<void>>();
  #isClosed = false;

  constructor(queuedBytes: () => number) {
    this.#queuedBytes = queuedBytes;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The highest mark that somebody waits for; 0 where nobody does. */
  get markBytes(): number {
    return Math.max(0, ...this.#waiting.keys());
  }

  /** Resolves when no more than `markBytes` are queued. Rejects when the channel closes. */
  drained(markBytes: number): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error("the channel is closed"));
    this.check();
    if (this.#queuedBytes() <= markBytes) return Promise.resolve();
    const waiting = this.#waiting.get(markBytes) ?? Promise.withResolvers<void>();
    waiting.promise.catch(() => undefined); // whoever waits gets the rejection
    this.#waiting.set(markBytes, waiting);
    return waiting.promise;
  }

  /** Something has left the buffer. */
  check(): void {
    const queuedBytes = this.#queuedBytes();
    for (const [markBytes, { resolve }] of this.#waiting) {
      if (queuedBytes > markBytes) continue;
      this.#waiting.delete(markBytes);
      resolve();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error("the channel closed"));
    this.#waiting.clear();
  }
}
