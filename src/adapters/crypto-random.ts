import type { Random } from "../ports/random.ts";

/** The operating system's generator. */
export const cryptoRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};
