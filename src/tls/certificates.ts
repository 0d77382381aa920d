import type { TlsPair } from "../ports/certificate.ts";
import type { AuthorityCertificate } from "../ports/certificate-maker.ts";
import type { Cancel } from "../ports/clock.ts";

/** The server's certificate, and those that come after it. */
export interface Certificates {
  /** The one in use. */
  readonly pair: TlsPair;
  /** What devices are to trust; undefined where the certificate comes from an authority of the operator's choice. */
  readonly authority?: AuthorityCertificate;
  /** Whether it stands for this name or address of the server; undefined where only the operator knows. */
  readonly covers?: (host: string) => boolean;
  /** Calls `use` with each later one. @returns what ends it */
  watch(use: (pair: TlsPair) => void): Cancel;
}
