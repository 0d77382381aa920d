import type { SessionId } from "#protocol/ids.ts";
import { type Incoming, recordOf } from "./incoming-offer.ts";
import type { EngineClock, OfferRecord, SavePlan, Saving } from "./ports.ts";

/** What has come of an offer is noted this late at most: one note for many small files. */
const NOTE_AFTER_MS = 1_000;

/** Keeps over a reload of the page what was accepted and what has come of it (XFER17). */
export class Records {
  readonly #clock: EngineClock;
  readonly #saving: Saving;
  readonly #session: SessionId;
  readonly #changed = new Map<Incoming, SavePlan>();
  readonly #noted = new Set<Incoming>();
  #isDue = false;

  constructor(clock: EngineClock, saving: Saving, session: SessionId) {
    this.#clock = clock;
    this.#saving = saving;
    this.#session = session;
  }

  /** Empty where nothing is known, or the browser keeps nothing. */
  load(): Promise<readonly OfferRecord[]> {
    return this.#saving.records(this.#session).catch(() => []);
  }

  /** Something about this accepted offer is new. That it was accepted is noted at once: a page may go at any time. */
  note(offer: Incoming): void {
    if (!offer.plan) return;
    this.#changed.set(offer, offer.plan);
    if (!this.#noted.has(offer)) return void this.#write();
    if (this.#isDue) return;
    this.#isDue = true;
    this.#clock.after(NOTE_AFTER_MS, () => {
      this.#isDue = false;
      void this.#write();
    });
  }

  /** @param keep for another page of this session; else everything is forgotten */
  async close(keep: boolean): Promise<void> {
    if (keep) return this.#write();
    this.#changed.clear();
    await this.#saving.forget(this.#session).catch(() => undefined); // the next visit cleans up
  }

  async #write(): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const [offer, plan] of changed) {
      this.#noted.add(offer);
      // A browser that keeps nothing loses only what a reload could have saved.
      await this.#saving.record(this.#session, recordOf(offer, plan)).catch(() => undefined);
    }
  }
}
