import { afterEach, beforeEach, expect, test } from "bun:test";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePair } from "./testing/certificates.ts";
import { Product } from "./testing/product.ts";
import { DAY_MS } from "./tls/day.ts";

const started: Product[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "p2p-share-tls-"));
});

afterEach(async () => {
  for (const product of started.splice(0)) await product.remove();
  rmSync(folder, { recursive: true });
});

function start(env: Record<string, string>): Product {
  const product = Product.spawn(env);
  started.push(product);
  return product;
}

test("[TLS7] TLS=local-ca has an authority at once, and the same one at the next start", async () => {
  const env = { TLS: "local-ca", DATA_DIR: join(folder, "data"), LOG_LEVEL: "error" };
  const fingerprint = /SHA-256:\n +([0-9A-F:]+)\n +([0-9A-F:]+)\n/;
  const first = start(env);
  const [, ...made] = await first.printed(fingerprint);
  const [url] = await first.printed(/https:\/\/127\.0\.0\.1:\d+/);
  // Bun as a client knows no constraints on addresses, and would refuse the certificate for them.
  expect((await fetch(`${url}/health`, { tls: { rejectUnauthorized: false } })).status).toBe(200);
  const authority = new X509Certificate(await (await fetch(`${await first.url()}/ca.crt`)).text());
  expect(authority.fingerprint256).toBe(made.join(":"));
  await first.remove();
  const [, ...kept] = await start(env).printed(fingerprint);
  expect(kept).toEqual(made);
});

test("[TLS5] a DATA_DIR that is no folder, and a certificate that has expired, end with code 78", async () => {
  const file = join(folder, "cert.pem");
  const { cert, key } = makePair({ notBefore: 0, notAfter: DAY_MS });
  writeFileSync(file, cert + key);
  const [local, files] = await Promise.all([
    start({ TLS: "local-ca", DATA_DIR: file }).ended(),
    start({ TLS: "files", TLS_CERT_FILE: file, TLS_KEY_FILE: file }).ended(),
  ]);
  expect([local.code, files.code]).toEqual([78, 78]);
  expect(local.complaints).toContain(`but ${join(file, "ca")} cannot be read (ENOTDIR)`);
  expect(files.complaints).toContain("this one expired on 1970-01-02: renew it");
});

test("[OBS3] lines of every part of the process are counted, those about its certificate too", async () => {
  const file = join(folder, "cert.pem");
  const now = Date.now();
  const { cert, key } = makePair({ notBefore: now - DAY_MS, notAfter: now + 5 * DAY_MS });
  writeFileSync(file, cert + key);
  const product = start({ TLS: "files", TLS_CERT_FILE: file, TLS_KEY_FILE: file });
  const [printed] = await product.printed(/.*"check":"proxy".*\n/s);
  expect(printed).toContain('"event":"certificate-expires"');
  const metrics = await (await fetch(`${await product.url()}/metrics`)).text();
  for (const level of ["info", "warn", "error"]) {
    const lines = printed.split(`"level":"${level}"`).length - 1;
    expect(metrics).toContain(`p2p_share_log_lines_total{level="${level}"} ${lines}\n`);
  }
});
