/** So much is sent between two collections. */
const EVERY_BYTES = 134_217_728;

/** As much memory outside of its heap as V8 lets come together before it begins a collection. */
const WEIGHT_BYTES = 67_108_864;

/**
 * Has the browser collect its garbage in the course of a large file. Events of a channel and reads of a stream leave
 * objects behind that Chromium finds only in a full collection, and it puts that off as long as its heap looks small:
 * the worker of a sender grew by 80 MiB in the course of 2 GiB. Memory that is asked for and never touched takes none,
 * but it counts.
 */
export class Tidying {
  readonly #allocate: (bytes: number) => unknown;
  #sentBytes = 0;

  constructor(allocate: (bytes: number) => unknown = (bytes) => new ArrayBuffer(bytes)) {
    this.#allocate = allocate;
  }

  sent(bytes: number): void {
    this.#sentBytes += bytes;
    if (this.#sentBytes < EVERY_BYTES) return;
    this.#sentBytes = 0;
    try {
      this.#allocate(WEIGHT_BYTES);
    } catch {
      // Without that much room for addresses, the browser collects by itself.
    }
  }
}

/** For this worker; undefined in browsers that would touch the memory, or collect without being asked. */
export function tidyingHere(userAgent: string): Tidying | undefined {
  return userAgent.includes("Chrome/") ? new Tidying() : undefined;
}
