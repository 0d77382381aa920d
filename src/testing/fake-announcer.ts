import type { Announcement, Announcer } from "../ports/announcer.ts";

/** A LAN in which some names are taken. */
export class FakeAnnouncer implements Announcer {
  /** What is announced now. */
  announced: Announcement[] = [];
  /** Every label that was asked for. */
  readonly asked: string[] = [];
  goodbyes = 0;
  /** What the next announcement fails with. */
  fault: Error | undefined;
  /** Whether nothing comes to an end, until `release`. */
  hangs = false;
  readonly #taken: Set<string>;
  readonly #lost = new Map<string, () => void>();
  #release: () => void = () => undefined;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  async announce(announcement: Announcement, onLost: () => void): Promise<boolean> {
    const { label } = announcement;
    this.asked.push(label);
    await this.#turn();
    if (this.fault) throw this.fault;
    if (this.#taken.has(label)) return false;
    this.announced.push(announcement);
    this.#lost.set(label, onLost);
    return true;
  }

  async stop(): Promise<void> {
    this.goodbyes++;
    if (this.announced.length > 0) await this.#turn();
    this.announced = [];
  }

  /** Another device has the name. */
  lose(label: string): void {
    this.announced = this.announced.filter((announcement) => announcement.label !== label);
    this.#lost.get(label)?.();
  }

  /** Lets go on what hangs. */
  release(): void {
    this.hangs = false;
    this.#release();
  }

  /** Once all that follows from what has happened is done. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      if (this.hangs) this.#release = resolve;
      else resolve();
    });
  }
}
