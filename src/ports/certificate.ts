import type { Instant } from "#protocol/time.ts";

/** Certificate chain, the server's own first, and its key, both as PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** Since and until when a certificate is valid. */
export interface Validity {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

/** Why a pair cannot serve. */
export type PairFault = "no-certificate" | "no-key" | "wrong-key" | "not-for-servers";

/** Looks at the first certificate of a chain, and whether the key is its own. */
export type ReadPair = (pair: TlsPair) => Validity | { readonly fault: PairFault };
