import { beforeEach, describe, expect, test } from "bun:test";
import { readPair } from "../adapters/read-pair.ts";
import type { TlsPair, Validity } from "../ports/certificate.ts";
import { makeAuthority, makePair, NOW } from "../testing/certificates.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { CertificateError } from "./certificate-error.ts";
import { DAY_MS } from "./day.ts";
import { FileCertificate } from "./file-certificate.ts";

const POLL_MS = 10_000;
const FILES = { certFile: "/certs/fullchain.pem", keyFile: "/certs/privkey.pem" };
const DAY_BEFORE: Validity = { notBefore: NOW - 90 * DAY_MS, notAfter: NOW - DAY_MS };

/** One and another certificate, made once: keys take time. */
const [ONE, OTHER] = [makePair(), makePair()];
const EXPIRED = makePair(DAY_BEFORE);

let files: Record<string, string | undefined>;
let clock: FakeClock;
let log: MemoryLog;
let used: TlsPair[];

beforeEach(() => {
  clock = new FakeClock(NOW);
  log = new MemoryLog();
  used = [];
  write(ONE);
});

function write({ cert, key }: Partial<TlsPair>): void {
  files = { [FILES.certFile]: cert, [FILES.keyFile]: key };
}

function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error("ENOENT");
  return text;
}

function open(): FileCertificate {
  const certificate = FileCertificate.open(FILES, { clock, log, readPair, readFile });
  certificate.watch((pair) => used.push(pair));
  return certificate;
}

function problems(): readonly string[] {
  try {
    open();
  } catch (error) {
    if (error instanceof CertificateError) return error.problems;
    throw error;
  }
  return [];
}

const events = () =>
  log.lines.map(({ level, event, fields }) => [level, event, fields["reason"] ?? fields["days"]]);

describe("at start", () => {
  test.each<[string, Partial<TlsPair>, string]>([
    [
      "no certificate",
      { key: ONE.key },
      'TLS_CERT_FILE is "/certs/fullchain.pem": expected a file that can be read',
    ],
    ["no key", { cert: ONE.cert }, 'TLS_KEY_FILE is "/certs/privkey.pem": expected a file that can be read'],
    [
      "no PEM",
      { cert: "hello", key: ONE.key },
      'TLS_CERT_FILE is "/certs/fullchain.pem": expected a certificate chain as PEM (-----BEGIN CERTIFICATE-----)',
    ],
    [
      "half a key",
      { cert: ONE.cert, key: ONE.key.slice(0, 90) },
      'TLS_KEY_FILE is "/certs/privkey.pem": expected a private key as PEM, without a passphrase',
    ],
    [
      "another one's key",
      { cert: ONE.cert, key: OTHER.key },
      'TLS_KEY_FILE is "/certs/privkey.pem": expected the private key of the certificate in TLS_CERT_FILE, and not that of another one',
    ],
    [
      "an authority",
      makeAuthority(),
      'TLS_CERT_FILE is "/certs/fullchain.pem": expected a certificate that a server may use, followed by whole ones only',
    ],
    [
      "a broken chain",
      { cert: `${ONE.cert}\n${ONE.cert.replace("A", "!")}`, key: ONE.key },
      'TLS_CERT_FILE is "/certs/fullchain.pem": expected a certificate that a server may use, followed by whole ones only',
    ],
    [
      "what has expired",
      EXPIRED,
      'TLS_CERT_FILE is "/certs/fullchain.pem": expected a certificate that is valid, but this one expired on 2027-01-14: renew it',
    ],
  ])("[TLS5] %s is one sentence that says what to do", (_, found, sentence) => {
    write(found);
    expect(problems()).toEqual([sentence]);
  });

  test("[TLS5] both files missing are two sentences", () => {
    write({});
    expect(problems()).toHaveLength(2);
  });

  test("[TLS6] a certificate that is not valid yet is told, and taken: perhaps it is the clock that is wrong", () => {
    write(makePair({ notBefore: NOW + DAY_MS }));
    expect(problems()).toEqual([]);
    expect(events()).toEqual([["warn", "certificate-not-yet-valid", undefined]]);
  });
});

describe("while running", () => {
  test("[TLS3] files that have changed are used within ten seconds, once", () => {
    const certificate = open();
    clock.advance(3 * POLL_MS);
    expect(used).toEqual([]);
    write(OTHER);
    clock.advance(POLL_MS);
    expect(used).toEqual([OTHER]);
    expect(certificate.pair).toEqual(OTHER);
    clock.advance(3 * POLL_MS);
    expect(used).toHaveLength(1);
    expect(events()).toEqual([["info", "certificate-renewed", undefined]]);
  });

  test.each<[string, Partial<TlsPair>]>([
    ["unreadable", { cert: OTHER.cert }],
    ["no-certificate", { cert: OTHER.cert.slice(0, 200), key: OTHER.key }],
    ["no-certificate", { cert: "", key: ONE.key }],
    ["no-key", { cert: OTHER.cert, key: "" }],
    ["wrong-key", { cert: OTHER.cert, key: ONE.key }],
    ["wrong-key", { cert: ONE.cert, key: OTHER.key }],
    ["expired", EXPIRED],
  ])("[TLS4] %s: the one before stays, with one line in the log, until both files fit", (reason, half) => {
    const certificate = open();
    write(half);
    clock.advance(5 * POLL_MS);
    expect(certificate.pair).toEqual(ONE);
    expect(events()).toEqual([["warn", "certificate-unfit", reason]]);
    write(OTHER);
    clock.advance(POLL_MS);
    expect(used).toEqual([OTHER]);
  });

  test("[TLS4] a change that is taken back is none", () => {
    open();
    write({ cert: OTHER.cert, key: ONE.key });
    clock.advance(POLL_MS);
    write(ONE);
    clock.advance(POLL_MS);
    expect(used).toEqual([]);
    expect(events()).toHaveLength(1);
  });

  test("[TLS6] the end of a certificate is told once a day from 14 days before, until there is another one", () => {
    write(makePair({ notAfter: NOW + 15 * DAY_MS }));
    open();
    clock.advance(POLL_MS);
    expect(events()).toEqual([]);
    for (const days of [1, 1, 13, 1]) {
      clock.sleep(days * DAY_MS);
      clock.advance(2 * POLL_MS);
    }
    expect(events()).toEqual([
      ["warn", "certificate-expires", 13],
      ["warn", "certificate-expires", 12],
      ["error", "certificate-expired", undefined],
      ["error", "certificate-expired", undefined],
    ]);
    write(OTHER);
    clock.advance(POLL_MS);
    expect(events().slice(4)).toEqual([["info", "certificate-renewed", undefined]]);
  });
});
