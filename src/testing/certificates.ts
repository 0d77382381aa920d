import { certificateMaker } from "../adapters/certificate-maker.ts";
import type { TlsPair, Validity } from "../ports/certificate.ts";
import type { AuthorityCertificate, Scope } from "../ports/certificate-maker.ts";
import type { Certificates } from "../tls/certificates.ts";
import { DAY_MS } from "../tls/day.ts";

/** A time of the tests: 2027-01-15. */
export const NOW = 1_800_000_000_000;

export const LOCAL: Scope = { names: ["localhost"], networks: ["127.0.0.0/8"] };

const YEAR = { notBefore: NOW - DAY_MS, notAfter: NOW + 365 * DAY_MS };

export function makeAuthority(options: { scope?: Scope; validity?: Validity } = {}): TlsPair {
  return certificateMaker.makeAuthority({ name: "Tests", scope: LOCAL, validity: YEAR, ...options });
}

const authority = makeAuthority();

/** A server's certificate for this machine, another one each time. */
export function makePair(validity: Partial<Validity> = {}): TlsPair {
  return certificateMaker.issue(authority, {
    hosts: ["localhost", "127.0.0.1"],
    validity: { ...YEAR, ...validity },
  });
}

/** Certificates that a test renews. */
export class FakeCertificates implements Certificates {
  pair: TlsPair;
  readonly authority?: AuthorityCertificate;
  #use: ((pair: TlsPair) => void) | undefined;

  constructor(pair: TlsPair = makePair(), authority?: AuthorityCertificate) {
    this.pair = pair;
    if (authority) this.authority = authority;
  }

  watch(use: (pair: TlsPair) => void): () => void {
    this.#use = use;
    return () => {
      this.#use = undefined;
    };
  }

  /** @returns the new one */
  renew(): TlsPair {
    this.pair = makePair();
    this.#use?.(this.pair);
    return this.pair;
  }
}
