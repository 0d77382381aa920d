import type { Config } from "#config/settings.ts";
import type { AuthorityStore } from "./ports/authority-store.ts";
import type { CertificateMaker } from "./ports/certificate-maker.ts";
import type { Machine } from "./ports/machine.ts";
import type { Certificates } from "./tls/certificates.ts";
import { FileCertificate, type FileCertificatePorts } from "./tls/file-certificate.ts";
import { LocalAuthority } from "./tls/local-authority.ts";

export interface CertificatesPorts extends FileCertificatePorts {
  readonly machine: Machine;
  readonly authorityStore: (dataDir: string) => AuthorityStore;
  /** Loaded only where it is needed: it takes memory. */
  readonly certificateMaker: () => Promise<CertificateMaker>;
}

/** What `TLS` says. @returns undefined where it is off @throws {CertificateError} */
export async function openCertificates(
  config: Config,
  ports: CertificatesPorts,
): Promise<Certificates | undefined> {
  const { tls, tlsCertFile: certFile = "", tlsKeyFile: keyFile = "", dataDir = "" } = config;
  if (tls === "off") return undefined;
  if (tls === "files") return FileCertificate.open({ certFile, keyFile }, ports);
  const store = ports.authorityStore(dataDir);
  return LocalAuthority.open(config, { ...ports, store, maker: await ports.certificateMaker() });
}
