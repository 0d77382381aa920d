/** Counts what one sender sends and its receiver gets. Sequence numbers say what is still under way. */
export class Flow {
  #next = 0;
  /** All below it has arrived or is lost. */
  #passed = 0;
  #received = 0;
  #wrong = 0;
  #receivedAtLook = 0;
  #before = { sent: 0, received: 0, wrong: 0 };

  /** Messages under way: sent, and neither they nor a later one has arrived. */
  get underWay(): number {
    return this.#next - this.#passed;
  }

  /** The sequence number of the next message, which counts as sent. */
  send(): number {
    this.#next += 1;
    return this.#next - 1;
  }

  /**
   * What arrives twice, or behind a later one, is as wrong as other bytes than those that were sent.
   *
   * @param isIntact whether the bytes are those that were sent
   */
  arrived(sequence: number, isIntact: boolean): void {
    if (!isIntact || sequence < this.#passed || sequence >= this.#next) {
      this.#wrong += 1;
      return;
    }
    this.#received += 1;
    this.#passed = sequence + 1;
  }

  /** Nothing comes any more: what is under way is lost. */
  giveUp(): void {
    this.#passed = this.#next;
  }

  /** The same where nothing has come since the last call. */
  giveUpIfSilent(): void {
    if (this.#received === this.#receivedAtLook) this.giveUp();
    this.#receivedAtLook = this.#received;
  }

  /** Since the last call of `restart`. */
  get counts(): FlowCounts {
    const { sent, received, wrong } = this.#before;
    return { sent: this.#next - sent, received: this.#received - received, wrong: this.#wrong - wrong };
  }

  restart(): void {
    this.#before = { sent: this.#next, received: this.#received, wrong: this.#wrong };
  }
}

export interface FlowCounts {
  readonly sent: number;
  readonly received: number;
  /** See `Flow.arrived`. */
  readonly wrong: number;
}

/** All flows together. */
export function totalOf(flows: readonly Flow[]): FlowCounts {
  const sum = (key: keyof FlowCounts) => flows.reduce((before, { counts }) => before + counts[key], 0);
  return { sent: sum("sent"), received: sum("received"), wrong: sum("wrong") };
}
