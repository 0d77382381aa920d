import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SECRET } from "../testing/loopback-relay.ts";
import { uclient } from "../testing/uclient.ts";
import { LOCALHOST } from "../testing/vectors/certificate.ts";

const ROOT = join(import.meta.dir, "..", "..");
const READY = /keep port (\d+) open for UDP and TCP, and (\d+) for TLS/;

let server: Bun.Subprocess<"ignore", "pipe", "ignore">;
let folder: string;
let ports: { readonly plain: string; readonly tls: string };

/** The server as it is started by everyone, with all its limits. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "p2p-share-product-"));
  for (const [name, text] of Object.entries(LOCALHOST)) writeFileSync(join(folder, name), text);
  const env = {
    ...process.env,
    HOST: "127.0.0.1",
    MDNS_NAME: "off",
    LOG_LEVEL: "error",
    PORT: "0",
    HTTPS_PORT: "0",
    TURN_PORT: "0",
    TURN_TLS_PORT: "0",
    TURN_SECRET: SECRET,
    TLS: "files",
    TLS_CERT_FILE: join(folder, "cert"),
    TLS_KEY_FILE: join(folder, "key"),
  };
  const command = [process.execPath, "--no-orphans", "src/main.ts"];
  server = Bun.spawn(command, { cwd: ROOT, env, stdio: ["ignore", "pipe", "ignore"] });
  ports = await printedPorts();
});

afterAll(async () => {
  server.kill();
  await server.exited;
  rmSync(folder, { recursive: true, force: true });
});

async function printedPorts(): Promise<typeof ports> {
  let printed = "";
  for await (const part of server.stdout) {
    printed += new TextDecoder().decode(part);
    const [, plain, tls] = READY.exec(printed) ?? [];
    if (plain && tls) return { plain, tls };
  }
  throw new Error(`ended before it was ready:\n${printed}`);
}

test("[TURN30] the product, as it is started, relays for coturn's client over UDP, TCP and TLS", async () => {
  const results = await Promise.all(
    [
      ["-p", ports.plain],
      ["-t", "-p", ports.plain],
      ["-t", "-S", "-p", ports.tls],
    ].map((flags) =>
      uclient(["-y", "-c", "-m", "2", "-n", "10", "-z", "100", "-W", SECRET, ...flags, "127.0.0.1"]),
    ),
  );
  for (const { exitCode, sent, received, output } of results) {
    expect({ exitCode, sent, received, output }).toEqual({ exitCode: 0, sent: 20, received: 20, output });
  }
});
