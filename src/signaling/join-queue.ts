import type { Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import { drawBelow } from "./draw.ts";
import type { MissBudget } from "./miss-budget.ts";

/** The longest that a try waits before it is refused; the page waits ten seconds for an answer. */
const MAX_WAIT_MS = 8_000;

/** Most tries that wait. Each is one connection's, since a connection's frames are handled in turn. */
const MAX_WAITING = 1_000;

export interface JoinQueuePorts {
  readonly budget: MissBudget;
  readonly clock: Clock;
  readonly random: Random;
}

/** One try that waits. */
interface Waiting {
  /** Its connection closed meanwhile: it must not take a turn from those who are still there. */
  readonly isGone: () => boolean;
  readonly answer: (waitMs: Millis) => void;
}

/**
 * Where tries of codes wait while the budget of wrong codes is short (SIG17). Who is next is drawn by lot: a queue
 * in order could be kept full by whoever comes back the fastest, and nobody else would ever get a turn.
 */
export class JoinQueue {
  readonly #ports: JoinQueuePorts;
  #waiting: Waiting[] = [];
  #isDrawing = false;
  /** Tries that were refused since the start, because it took too long or there were too many. */
  refused = 0;

  constructor(ports: JoinQueuePorts) {
    this.#ports = ports;
  }

  /** Tries that wait now. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Resolves with 0 when it is this try's turn, and it is paid for; else with how long until another is worth it. */
  async enter(isGone: () => boolean): Promise<Millis> {
    const { budget, clock } = this.#ports;
    if (this.size === 0 && budget.pay() === 0) return 0;
    if (this.size >= MAX_WAITING) this.#waiting = this.#waiting.filter((other) => !other.isGone());
    if (this.size >= MAX_WAITING) {
      this.refused++;
      return MAX_WAIT_MS;
    }
    return new Promise((resolve) => {
      const waiting: Waiting = {
        isGone,
        answer: (waitMs) => {
          cancel();
          resolve(waitMs);
        },
      };
      const cancel = clock.after(MAX_WAIT_MS, () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        this.refused++;
        resolve(Math.max(budget.waitMs, 1));
      });
      this.#waiting.push(waiting);
      this.#drawLater();
    });
  }

  #drawLater(): void {
    if (this.#isDrawing || this.size === 0) return;
    this.#isDrawing = true;
    const { budget, clock } = this.#ports;
    clock.after(Math.max(budget.waitMs, 1), () => {
      this.#isDrawing = false;
      if (budget.waitMs === 0) this.#draw();
      this.#drawLater();
    });
  }

  #draw(): void {
    for (let drawn = this.#take(); drawn; drawn = this.#take()) {
      const isGone = drawn.isGone();
      drawn.answer(isGone ? MAX_WAIT_MS : this.#ports.budget.pay());
      if (!isGone) return;
    }
  }

  #take(): Waiting | undefined {
    if (this.size === 0) return undefined;
    return this.#waiting.splice(drawBelow(this.#ports.random, this.size), 1)[0];
  }
}
