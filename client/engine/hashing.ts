import { createSHA256, type IHasher } from "hash-wasm";
import { type Sha256, sha256 } from "#protocol/ids.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";

/** Where a hash was at some byte; opaque. */
export type HashState = Uint8Array | number;

/** SHA-256 of bytes that come one after the other, which can be asked for at any byte. */
export interface PrefixHash {
  /** Takes the bytes at once; only of what is no longer than a piece they must stay until the next `digest`. */
  update(bytes: Uint8Array): void;
  /** Of all bytes so far; more may follow. */
  digest(): Sha256;
  save(): HashState;
  /** Goes back to where it was. */
  restore(state: HashState): void;
  /** Used no more. */
  release(): void;
}

/** Makes hashes. In WebAssembly, because the browser's own digest is missing on plain http and cannot stream. */
export class Hashing {
  /** Used again: making one costs more than hashing a small file. */
  readonly #free: IHasher[] = [];
  #shared: Promise<IHasher> | undefined;

  /** @param size of what is to be hashed, in bytes */
  async start(size: number): Promise<PrefixHash> {
    this.#shared ??= createSHA256();
    if (size <= PIECE_BYTES) return new GatheredHash(await this.#shared);
    const hasher = this.#free.pop() ?? (await createSHA256());
    return new StreamedHash(hasher, () => this.#free.push(hasher));
  }

  /** SHA-256 of these bytes alone. */
  async digestOf(bytes: Uint8Array): Promise<Sha256> {
    const hash = await this.start(0);
    hash.update(bytes);
    return hash.digest();
  }
}

/** Hashes as the bytes come. */
class StreamedHash implements PrefixHash {
  readonly #hasher: IHasher;
  readonly #giveBack: () => void;

  constructor(hasher: IHasher, giveBack: () => void) {
    this.#hasher = hasher;
    this.#giveBack = giveBack;
    hasher.init();
  }

  update(bytes: Uint8Array): void {
    this.#hasher.update(bytes);
  }

  digest(): Sha256 {
    const state = this.#hasher.save();
    const digest = sha256(this.#hasher.digest("hex"));
    this.#hasher.load(state);
    return digest;
  }

  save(): HashState {
    return this.#hasher.save();
  }

  restore(state: HashState): void {
    if (typeof state !== "number") this.#hasher.load(state);
  }

  release(): void {
    this.#giveBack();
  }
}

/**
 * Keeps what is to be hashed until the digest is asked for: of a file of one piece, whose bytes are at hand until
 * then anyway. All share one hasher, because a browser takes only so many instances of WebAssembly, and hundreds of
 * small files are on their way at once.
 */
class GatheredHash implements PrefixHash {
  readonly #hasher: IHasher;
  readonly #parts: Uint8Array[] = [];

  constructor(hasher: IHasher) {
    this.#hasher = hasher;
  }

  update(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  digest(): Sha256 {
    this.#hasher.init();
    for (const part of this.#parts) this.#hasher.update(part);
    return sha256(this.#hasher.digest("hex"));
  }

  save(): HashState {
    return this.#parts.length;
  }

  restore(state: HashState): void {
    if (typeof state === "number") this.#parts.length = state;
  }

  release(): void {
    this.#parts.length = 0;
  }
}
