import type { Millis } from "#protocol/time.ts";
import type { PairFault, ReadPair, TlsPair, Validity } from "../ports/certificate.ts";
import type { Cancel, Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { CertificateError } from "./certificate-error.ts";
import type { Certificates } from "./certificates.ts";
import { dayOf } from "./day.ts";
import { ExpiryNotice } from "./expiry-notice.ts";

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface FileCertificatePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly readPair: ReadPair;
  /** @throws where the file cannot be read */
  readonly readFile: (path: string) => string;
}

/**
 * How often the files are read again. Content is compared and not times: behind a name there may be a link that now
 * leads elsewhere (certbot, Kubernetes), and both files may have been written within one tick of the file system.
 */
const POLL_MS: Millis = 10_000;

type Fault = PairFault | "unreadable" | "expired";

/** The certificate in two files, and what they become (`TLS=files`). */
export class FileCertificate implements Certificates {
  readonly #files: CertificateFiles;
  readonly #ports: FileCertificatePorts;
  readonly #notice: ExpiryNotice;
  #pair: TlsPair;
  #validity: Validity;
  /** What stood in the files when they were last looked at; undefined where they could not be read. */
  #seen: TlsPair | undefined;

  private constructor(
    files: CertificateFiles,
    pair: TlsPair,
    validity: Validity,
    ports: FileCertificatePorts,
  ) {
    this.#files = files;
    this.#ports = ports;
    this.#pair = pair;
    this.#seen = pair;
    this.#validity = validity;
    this.#notice = new ExpiryNotice("server", ports);
    this.#notice.check(validity);
  }

  /** @throws {CertificateError} */
  static open(files: CertificateFiles, ports: FileCertificatePorts): FileCertificate {
    const cert = readOrUndefined(files.certFile, ports);
    const key = readOrUndefined(files.keyFile, ports);
    const unreadable = [
      ...(cert === undefined ? [problemOf("TLS_CERT_FILE", files.certFile, "a file that can be read")] : []),
      ...(key === undefined ? [problemOf("TLS_KEY_FILE", files.keyFile, "a file that can be read")] : []),
    ];
    if (cert === undefined || key === undefined) throw new CertificateError(unreadable);
    const validity = ports.readPair({ cert, key });
    if ("fault" in validity) throw new CertificateError([pairProblem(files, validity.fault)]);
    if (validity.notAfter <= ports.clock.wall()) {
      const expected = `a certificate that is valid, but this one expired on ${dayOf(validity.notAfter)}: renew it`;
      throw new CertificateError([problemOf("TLS_CERT_FILE", files.certFile, expected)]);
    }
    return new FileCertificate(files, { cert, key }, validity, ports);
  }

  get pair(): TlsPair {
    return this.#pair;
  }

  watch(use: (pair: TlsPair) => void): Cancel {
    const { clock } = this.#ports;
    let cancel = clock.after(POLL_MS, () => tick());
    const tick = () => {
      if (this.#look()) use(this.#pair);
      this.#notice.check(this.#validity);
      cancel = clock.after(POLL_MS, tick);
    };
    return () => cancel();
  }

  /** @returns whether there is a new certificate, which is fit for use */
  #look(): boolean {
    const { certFile, keyFile } = this.#files;
    const cert = readOrUndefined(certFile, this.#ports);
    const key = readOrUndefined(keyFile, this.#ports);
    const found = cert === undefined || key === undefined ? undefined : { cert, key };
    if (isSame(found, this.#seen)) return false;
    this.#seen = found;
    if (found && isSame(found, this.#pair)) return false; // as it was, after something unfit
    const result = this.#judge(found);
    if (typeof result === "string") {
      // Perhaps only one of both is written yet: the files are looked at again as soon as they change.
      this.#ports.log.write("warn", "certificate-unfit", {
        reason: result,
        mend: "put a certificate and its own key into TLS_CERT_FILE and TLS_KEY_FILE; the pair before stays in use",
      });
      return false;
    }
    [this.#pair, this.#validity] = result;
    this.#notice.reset();
    this.#ports.log.write("info", "certificate-renewed");
    return true;
  }

  #judge(pair: TlsPair | undefined): readonly [TlsPair, Validity] | Fault {
    if (!pair) return "unreadable";
    const validity = this.#ports.readPair(pair);
    if ("fault" in validity) return validity.fault;
    return validity.notAfter <= this.#ports.clock.wall() ? "expired" : [pair, validity];
  }
}

function isSame(one: TlsPair | undefined, other: TlsPair | undefined): boolean {
  return one?.cert === other?.cert && one?.key === other?.key;
}

function readOrUndefined(path: string, { readFile }: FileCertificatePorts): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}

function pairProblem({ certFile, keyFile }: CertificateFiles, fault: PairFault): string {
  switch (fault) {
    case "no-certificate":
      return problemOf("TLS_CERT_FILE", certFile, "a certificate chain as PEM (-----BEGIN CERTIFICATE-----)");
    case "no-key":
      return problemOf("TLS_KEY_FILE", keyFile, "a private key as PEM, without a passphrase");
    case "not-for-servers":
      return problemOf(
        "TLS_CERT_FILE",
        certFile,
        "a certificate that a server may use, followed by whole ones only",
      );
    case "wrong-key":
      return problemOf(
        "TLS_KEY_FILE",
        keyFile,
        "the private key of the certificate in TLS_CERT_FILE, and not that of another one",
      );
  }
}

function problemOf(setting: string, path: string, expected: string): string {
  return `${setting} is "${path}": expected ${expected}`;
}
