import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AuthorityFolder } from "../adapters/authority-folder.ts";
import { certificateMaker } from "../adapters/certificate-maker.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { DAY_MS } from "../tls/day.ts";
import { LocalAuthority } from "../tls/local-authority.ts";

const SETTINGS = {
  publicUrl: "https://share.example:8443",
  externalHost: undefined,
  tlsNames: ["203.0.113.7"],
  mdnsName: "p2p-share",
};

const machine = {
  hostName: () => "dev",
  addresses: () => ["192.168.1.5", "fd00::5"],
  lanHost: () => undefined,
};

let folder: string;
let authority: LocalAuthority;

const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "p2p-share-authority-"));
  const store = new AuthorityFolder(folder);
  const ports = { clock: systemClock, log: new MemoryLog(), store, maker: certificateMaker, machine };
  authority = LocalAuthority.open(SETTINGS, ports);
  writeFileSync(at("server.pem"), authority.pair.cert);
  writeFileSync(at("server.key"), authority.pair.key);
  program("certutil", "-N", "-d", `sql:${folder}`, "--empty-password");
  program("certutil", "-A", "-d", `sql:${folder}`, "-n", "authority", "-t", "C,,", "-i", at("ca/ca.crt"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What it says, on either stream. */
function program(
  name: string,
  ...args: readonly string[]
): { readonly isOk: boolean; readonly said: string } {
  const { success, stdout, stderr } = Bun.spawnSync([name, ...args], { stdin: "ignore", stderr: "pipe" });
  return { isOk: success, said: `${stdout}${stderr}` };
}

/** A certificate that the authority's key signs, for a host that nobody has asked about. */
function stolen(host: string): string {
  const { cert = "", key = "" } = new AuthorityFolder(folder).load();
  const now = systemClock.wall();
  const validity = { notBefore: now - DAY_MS, notAfter: now + DAY_MS };
  const file = at(`${host.replace(/\W/g, "-")}.pem`);
  writeFileSync(file, certificateMaker.issue({ cert, key }, { hosts: [host], validity }).cert);
  return file;
}

function opensslVerifies(file: string): ReturnType<typeof program> {
  return program(
    "openssl",
    "verify",
    "-x509_strict",
    "-purpose",
    "sslserver",
    "-CAfile",
    at("ca/ca.crt"),
    file,
  );
}

function nssVerifies(file: string): ReturnType<typeof program> {
  program("certutil", "-A", "-d", `sql:${folder}`, "-n", file, "-t", ",,", "-i", file);
  return program("certutil", "-V", "-d", `sql:${folder}`, "-n", file, "-u", "V");
}

describe("the authority, to OpenSSL and NSS", () => {
  test("[TLS8] is one of P-256 for ten years, and may vouch for local names and what was chosen only", () => {
    const { said } = program("openssl", "x509", "-in", at("ca/ca.crt"), "-noout", "-text");
    for (const fact of [
      "ASN1 OID: prime256v1",
      "Basic Constraints: critical\n                CA:TRUE, pathlen:0",
      "Key Usage: critical\n                Certificate Sign, CRL Sign",
      "TLS Web Server Authentication",
      "Name Constraints: critical\n                Permitted:",
      ...["local", "lan", "home.arpa", "internal", "localhost", "share.example"].map((n) => `DNS:${n}\n`),
      ...["10.0.0.0/255.0.0.0", "172.16.0.0/255.240.0.0", "192.168.0.0/255.255.0.0"].map((n) => `IP:${n}\n`),
      ...["169.254.0.0/255.255.0.0", "100.64.0.0/255.192.0.0", "127.0.0.0/255.0.0.0"].map((n) => `IP:${n}\n`),
      "IP:203.0.113.7/255.255.255.255\n",
      "IP:FC00:0:0:0:0:0:0:0/FE00:0:0:0:0:0:0:0\n",
      "IP:FE80:0:0:0:0:0:0:0/FFC0:0:0:0:0:0:0:0\n",
      "IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF\n",
    ]) {
      expect(said).toContain(fact);
    }
    const inTenYears = String(3_650 * 86_400);
    const isAlive = program("openssl", "x509", "-in", at("ca/ca.crt"), "-noout", "-checkend", inTenYears);
    expect(isAlive.isOk).toBe(true);
    const shown = program("openssl", "x509", "-in", at("ca/ca.crt"), "-noout", "-sha256", "-fingerprint");
    expect(shown.said).toContain(authority.authority.fingerprint);
  });

  test("[TLS8] has made a certificate that both take for each of its hosts", () => {
    const { said } = program("openssl", "x509", "-in", at("server.pem"), "-noout", "-ext", "subjectAltName");
    expect(said).toContain("DNS:share.example, IP Address:203.0.113.7, DNS:dev.local, DNS:p2p-share.local");
    expect(opensslVerifies(at("server.pem")).said).toContain("server.pem: OK");
    expect(nssVerifies(at("server.pem")).said).toContain("certificate is valid");
  });

  test.each(["example.com", "nas.example", "dev", "web.dev", "8.8.8.8", "2001:db8::1"])(
    "[TLS8] cannot vouch for %s: both refuse what its key has signed",
    (host) => {
      const file = stolen(host);
      expect(opensslVerifies(file)).toMatchObject({ isOk: false });
      expect(opensslVerifies(file).said).toContain("permitted subtree violation");
      expect(nssVerifies(file)).toMatchObject({ isOk: false });
    },
  );
});
