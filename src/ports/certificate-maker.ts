import type { PairFault, TlsPair, Validity } from "./certificate.ts";

/** Whom an authority may vouch for (RFC 5280 §4.2.1.10). */
export interface Scope {
  /** Each stands for itself and for every name below it. */
  readonly names: readonly string[];
  /** As CIDR. */
  readonly networks: readonly string[];
}

/** An authority's certificate, for those who are to trust it. */
export interface AuthorityCertificate {
  /** As lists of trusted authorities show it. */
  readonly name: string;
  /** SHA-256 of the certificate, as programs show it: upper-case hexadecimal with colons. */
  readonly fingerprint: string;
  readonly der: Uint8Array;
  readonly pem: string;
}

export interface AuthorityFacts extends Validity, Omit<AuthorityCertificate, "pem"> {
  /** Undefined where it may vouch for everybody. */
  readonly scope: Scope | undefined;
}

/** Makes the certificates of an authority of one's own. */
export interface CertificateMaker {
  makeAuthority(options: {
    readonly name: string;
    readonly scope: Scope;
    readonly validity: Validity;
  }): TlsPair;
  /** What an authority was made for, and whether it can sign. */
  readAuthority(pair: TlsPair): AuthorityFacts | { readonly fault: PairFault | "no-authority" };
  /** A certificate for a server, with a key of its own. @param hosts names and addresses */
  issue(
    authority: TlsPair,
    options: { readonly hosts: readonly string[]; readonly validity: Validity },
  ): TlsPair;
}
