import { beforeEach, describe, expect, test } from "bun:test";
import { X509Certificate } from "node:crypto";
import { certificateMaker } from "../adapters/certificate-maker.ts";
import type { AuthorityStore } from "../ports/authority-store.ts";
import type { TlsPair } from "../ports/certificate.ts";
import { makeAuthority, makePair, NOW } from "../testing/certificates.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { CertificateError } from "./certificate-error.ts";
import { DAY_MS } from "./day.ts";
import { LocalAuthority } from "./local-authority.ts";
import { LOCAL_SCOPE } from "./scope.ts";
import type { NamingSettings } from "./server-hosts.ts";

const LOOK_MS = 10_000;
const SETTINGS: NamingSettings = {
  publicUrl: undefined,
  externalHost: undefined,
  tlsNames: [],
  mdnsName: "p2p-share",
};

/** In memory, with a mind of its own where a test wants that. */
class FakeStore implements AuthorityStore {
  readonly folder = "/data/ca";
  kept: Partial<TlsPair> = {};
  saves = 0;
  fault: Error | undefined;

  load(): Partial<TlsPair> {
    return this.kept;
  }

  save(pair: TlsPair): void {
    if (this.fault) throw this.fault;
    this.kept = pair;
    this.saves++;
  }
}

let clock: FakeClock;
let log: MemoryLog;
let store: FakeStore;
let addresses: string[];
let hostName: string;
let used: TlsPair[];

beforeEach(() => {
  clock = new FakeClock(NOW);
  log = new MemoryLog();
  store = new FakeStore();
  addresses = ["192.168.1.5"];
  hostName = "nas";
  used = [];
});

function open(settings: Partial<NamingSettings> = {}): LocalAuthority {
  const machine = { hostName: () => hostName, addresses: () => addresses, lanHost: () => undefined };
  const ports = { clock, log, store, maker: certificateMaker, machine };
  const authority = LocalAuthority.open({ ...SETTINGS, ...settings }, ports);
  authority.watch((pair) => used.push(pair));
  return authority;
}

function problems(settings: Parameters<typeof open>[0] = {}): readonly string[] {
  try {
    open(settings);
  } catch (error) {
    if (error instanceof CertificateError) return error.problems;
    throw error;
  }
  return [];
}

/** As the certificate has them: `DNS:nas, IP Address:192.168.1.5`. */
function hostsOf({ cert }: TlsPair): string[] {
  const names = new X509Certificate(cert).subjectAltName ?? "";
  return names.split(", ").map((name) => name.replace(/^[^:]*:/, ""));
}

describe("the authority", () => {
  test("[TLS7] is made once and kept, and is the same at the next start", () => {
    const { name, fingerprint, pem, der } = open().authority;
    expect(name).toMatch(/^P2P Share CA nas [0-9a-f]{8}$/);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(Buffer.from(der)).toEqual(new X509Certificate(pem).raw);
    expect(open().authority.fingerprint).toBe(fingerprint);
    expect(store.saves).toBe(1);
    expect(log.lines.map(({ event }) => event)).toEqual(["authority-made"]);
  });

  test("[TLS7] of another process that was faster is the one that counts", () => {
    const faster = makeAuthority();
    store.save = () => {
      store.kept = faster;
    };
    expect(open().authority.pem).toBe(faster.cert);
  });

  test.each([
    ["dev", [], []],
    ["dev", ["dev"], ["dev"]],
    ["nas.fritz.box", [], ["nas.fritz.box"]],
  ])(
    "[TLS8] of a machine called %s, where TLS_NAMES is %p, vouches besides for %p",
    (name, tlsNames, more) => {
      hostName = name;
      open({ tlsNames });
      const facts = certificateMaker.readAuthority(store.kept as TlsPair);
      expect(facts).toMatchObject({ scope: { names: [...LOCAL_SCOPE.names, ...more] } });
    },
  );

  test.each<[string, Partial<TlsPair>, string]>([
    ["without its key", { cert: makeAuthority().cert }, "expected in /data/ca both ca.crt and ca.key"],
    ["that is none", makePair(), "expected in /data/ca the certificate and key (P-256) of an authority"],
    [
      "of no PEM",
      { cert: "x", key: "y" },
      "expected in /data/ca the certificate and key (P-256) of an authority",
    ],
    [
      "that has expired",
      makeAuthority({ validity: { notBefore: NOW - 9 * DAY_MS, notAfter: NOW - DAY_MS } }),
      "expected in /data/ca an authority that is valid, but it expired on 2027-01-14",
    ],
  ])("[TLS5] %s is one sentence that says what to do", (_, kept, sentence) => {
    store.kept = kept;
    const [problem, ...others] = problems();
    expect(problem).toStartWith(`DATA_DIR: ${sentence}`);
    expect(problem).toEndWith(
      "delete that folder, start again, and have all devices trust the new authority",
    );
    expect(others).toEqual([]);
  });

  test("[TLS5] a folder that cannot be written to is one sentence", () => {
    store.fault = Object.assign(new Error("no"), { code: "EROFS" });
    expect(problems()).toEqual([
      "DATA_DIR: expected a folder that can be written to, because the certificate authority is kept in /data/ca (EROFS)",
    ]);
  });

  test("[TLS5] a folder that cannot be read is one sentence", () => {
    store.load = () => {
      throw Object.assign(new Error("no"), { code: "EACCES" });
    };
    expect(problems()).toEqual([
      "DATA_DIR: expected a folder that this user may read and write (chown it, or set DATA_DIR to another one), but /data/ca cannot be read (EACCES)",
    ]);
  });

  test("[TLS6] that ends soon is told in the log", () => {
    store.kept = makeAuthority({ validity: { notBefore: NOW - DAY_MS, notAfter: NOW + 5 * DAY_MS } });
    open();
    clock.advance(3 * LOOK_MS);
    expect(log.lines).toEqual([
      { level: "warn", event: "certificate-expires", fields: { certificate: "authority", days: 5 } },
    ]);
  });
});

describe("its certificate", () => {
  test("[TLS9] is for every name and address of this machine, for 90 days", () => {
    const { pair, authority } = open({ tlsNames: ["files.example", "203.0.113.7"] });
    expect(hostsOf(pair)).toEqual([
      ...["files.example", "203.0.113.7", "nas.local", "p2p-share.local", "localhost"],
      ...["127.0.0.1", "0:0:0:0:0:0:0:1", "192.168.1.5"],
    ]);
    const certificate = new X509Certificate(pair.cert);
    expect(certificate.verify(new X509Certificate(authority.pem).publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo) - NOW).toBe(90 * DAY_MS);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["dev", [], ["dev.local"]],
    ["dev", ["dev"], ["dev", "dev.local"]],
    ["nas.fritz.box", [], ["nas.fritz.box", "nas.local"]],
    ["2024", [], ["2024.local"]],
  ])("[TLS9] of a machine called %s, where TLS_NAMES is %p, has %p", (name, tlsNames, hosts) => {
    hostName = name;
    const { pair } = open({ tlsNames, mdnsName: undefined });
    const others = ["localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "192.168.1.5"];
    expect(hostsOf(pair)).toEqual([...hosts, ...others]);
  });

  test("[TLS9] has a host that looks like a number as a name", () => {
    const validity = { notBefore: NOW - DAY_MS, notAfter: NOW + DAY_MS };
    const { cert } = certificateMaker.issue(makeAuthority(), { hosts: ["2024"], validity });
    expect(new X509Certificate(cert).subjectAltName).toBe("DNS:2024");
  });

  test("[TLS9] is renewed as soon as this machine has another address", () => {
    const authority = open();
    addresses = ["192.168.1.5", "10.0.0.9"];
    clock.advance(LOOK_MS);
    expect(used).toEqual([authority.pair]);
    expect(hostsOf(authority.pair)).toContain("10.0.0.9");
    clock.advance(5 * LOOK_MS);
    expect(used).toHaveLength(1);
  });

  test("[TLS9] is renewed 30 days before its end, with another key", () => {
    const { key } = open().pair;
    clock.sleep(59 * DAY_MS);
    clock.advance(LOOK_MS);
    expect(used).toHaveLength(0);
    clock.sleep(2 * DAY_MS);
    clock.advance(5 * LOOK_MS);
    expect(used).toHaveLength(1);
    expect(used[0]?.key).not.toBe(key);
  });

  test("[TLS9] is renewed where the clock was ahead when it was made", () => {
    store.kept = makeAuthority();
    clock.setWall(5 * DAY_MS);
    open();
    clock.advance(LOOK_MS);
    expect(used).toEqual([]);
    clock.setWall(-5 * DAY_MS);
    clock.advance(5 * LOOK_MS);
    expect(used).toHaveLength(1);
    expect(Date.parse(new X509Certificate(used[0]?.cert ?? "").validFrom)).toBeLessThan(clock.wall());
    expect(log.lines.at(-1)).toMatchObject({ event: "certificate-renewed", fields: { reason: "age" } });
  });

  test("[TLS9] ends with its authority, and is not renewed for nothing then", () => {
    store.kept = makeAuthority({ validity: { notBefore: NOW - DAY_MS, notAfter: NOW + 20 * DAY_MS } });
    const { pair } = open();
    expect(Date.parse(new X509Certificate(pair.cert).validTo)).toBe(NOW + 20 * DAY_MS);
    clock.advance(5 * LOOK_MS);
    expect(used).toEqual([]);
  });

  test("[TLS10] is refused where a setting names what the authority may not vouch for", () => {
    open();
    expect(problems({ tlsNames: ["files.example", "nas.lan"] })).toEqual([
      "TLS_NAMES names files.example: expected only what the authority in /data/ca may vouch for. Leave it out, or delete that folder, start again, and have all devices trust the new authority",
    ]);
  });

  test("[TLS10] leaves out what this machine is called or gets later, where the authority may not vouch for it", () => {
    const authority = open();
    hostName = "moved.example";
    addresses = ["203.0.113.9", "2001:db8::9", "10.0.0.9"];
    clock.advance(LOOK_MS);
    const hosts = hostsOf(authority.pair);
    expect(hosts).toContain("10.0.0.9");
    expect(hosts).toContain("moved.local");
    expect(hosts.join()).not.toMatch(/203|2001|example/);
  });
});
