/**
 * Bounds what is sent but not yet written by the receiver, so that a slow disk there slows the sender here
 * instead of filling the receiver's memory (XFER5).
 */
export class SendWindow {
  readonly #limitBytes: number;
  #unwrittenBytes = 0;
  #resume: (() => void) | undefined;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  isFull(): boolean {
    return this.#unwrittenBytes >= this.#limitBytes;
  }

  sent(bytes: number): void {
    this.#unwrittenBytes += bytes;
  }

  /** The receiver wrote these bytes, or will never write them. */
  settled(bytes: number): void {
    this.#unwrittenBytes -= bytes;
    if (!this.isFull()) this.open();
  }

  /** Resolves when there is room. One waiter at a time. */
  room(): Promise<void> {
    if (!this.isFull()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  /** Lets the waiter go on, whatever is outstanding: the transfer is over. */
  open(): void {
    this.#resume?.();
    this.#resume = undefined;
  }
}
