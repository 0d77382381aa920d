/** Counts by a name from a closed list. */
export class Counts<Name extends string> {
  readonly #counts: Map<Name, number>;

  constructor(names: readonly Name[]) {
    this.#counts = new Map(names.map((name) => [name, 0]));
  }

  count(name: Name): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: Name): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Of every name in the list, in its order. */
  entries(): readonly (readonly [Name, number])[] {
    return [...this.#counts];
  }
}
