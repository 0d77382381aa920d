import type { Random } from "../ports/random.ts";

const HEADER = "x-p2p-share-self-check";

/** Nobody else may know it: who does goes past the limit of connections. */
const KEY_BYTES = 16;

/** By what a server knows the socket of its own check, from wherever that comes: it counts for no client (DIAG9). */
export class OwnSocket {
  /** Of the request for it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly #key: string;

  constructor(random: Random) {
    this.#key = random.bytes(KEY_BYTES).toHex();
    this.headers = { [HEADER]: this.#key };
  }

  isAskedForBy(request: Request): boolean {
    return request.headers.get(HEADER) === this.#key;
  }
}
