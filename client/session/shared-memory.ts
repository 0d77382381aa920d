import * as v from "valibot";
import type { Recalled, SessionMemory } from "./ports.ts";

/** What several sessions of one page leave, each with the number of its slot. */
const Slots = v.array(v.strictTuple([v.pipe(v.number(), v.safeInteger(), v.minValue(0)), v.string()]));

/** The one memory of a tab, for several sessions: each has a slot of its own. */
export class SharedMemory {
  readonly #memory: SessionMemory;
  readonly #texts = new Map<number, string>();
  #hasLeft = false;
  /** This page itself has remembered something: slots keep their numbers when it is shown again. */
  #isOwn = false;

  constructor(memory: SessionMemory) {
    this.#memory = memory;
  }

  /**
   * Reads what a page has left. Its sessions are numbered anew from 0, without gaps; where this very page was left
   * and is shown again, they keep their numbers.
   *
   * @returns the number of slots that may be filled
   */
  async load(): Promise<number> {
    const recalled = await this.#memory.recall();
    const left = recalled ? decoded(recalled.text) : [];
    this.#texts.clear();
    this.#hasLeft = recalled?.hasLeft ?? false;
    left.forEach(([slot, text], index) => void this.#texts.set(this.#isOwn ? slot : index, text));
    return Math.max(-1, ...this.#texts.keys()) + 1;
  }

  /** What one session leaves and finds; nothing is found before `load`. */
  slot(number: number): SessionMemory {
    return {
      recall: async (): Promise<Recalled | undefined> => {
        const text = this.#texts.get(number);
        return text === undefined ? undefined : { text, hasLeft: this.#hasLeft };
      },
      remember: (text) => {
        this.#texts.set(number, text);
        if (this.#write()) return true;
        this.#texts.delete(number); // what is too much for all is not too much for the others
        this.#write();
        return false;
      },
      forget: () => {
        if (this.#texts.delete(number) || this.#texts.size === 0) this.#write();
      },
    };
  }

  #write(): boolean {
    if (this.#texts.size === 0) {
      this.#memory.forget();
      return false;
    }
    this.#isOwn = true;
    return this.#memory.remember(JSON.stringify([...this.#texts]));
  }
}

/** Nothing where another version of the page has left it. */
function decoded(text: string): v.InferOutput<typeof Slots> {
  try {
    return v.parse(Slots, JSON.parse(text));
  } catch {
    return [];
  }
}
