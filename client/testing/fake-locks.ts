/** Web Locks of one browser, all of them shared. */
export class FakeLocks {
  #held: { readonly name: string }[] = [];

  get manager(): LockManager {
    return this as unknown as LockManager;
  }

  async request(name: string, _: LockOptions, use: () => Promise<void>): Promise<void> {
    const lock = { name };
    this.#held.push(lock);
    await use();
    this.#held = this.#held.filter((other) => other !== lock);
  }

  async query(): Promise<LockManagerSnapshot> {
    return { held: this.#held.map(({ name }) => ({ name, mode: "shared", clientId: "" })), pending: [] };
  }

  /** The pages that held them are gone. */
  releaseAll(): void {
    this.#held = [];
  }
}
