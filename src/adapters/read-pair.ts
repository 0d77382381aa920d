import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import type { PairFault, ReadPair, TlsPair, Validity } from "../ports/certificate.ts";

type Read = Validity | { readonly fault: PairFault };

/** By the runtime's own TLS library, which takes the pair as it would for a listener. */
export const readPair: ReadPair = (pair) => {
  const read = readCertificate(pair);
  if ("fault" in read) return read;
  return attempt(() => createSecureContext(pair)) ? read : { fault: "not-for-servers" };
};

/** As above, but for a certificate of whatever use. */
export function readCertificate(pair: TlsPair): Read {
  const certificate = attempt(() => new X509Certificate(pair.cert));
  if (!certificate) return { fault: "no-certificate" };
  const key = attempt(() => createPrivateKey(pair.key));
  if (!key) return { fault: "no-key" };
  if (!certificate.checkPrivateKey(key)) return { fault: "wrong-key" };
  return { notBefore: Date.parse(certificate.validFrom), notAfter: Date.parse(certificate.validTo) };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
