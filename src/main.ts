import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { loadConfig } from "#config/load.ts";
import type { Config } from "#config/settings.ts";
import packageJson from "../package.json" with { type: "json" };
import { cryptoHash } from "./adapters/crypto-hash.ts";
import { cryptoRandom } from "./adapters/crypto-random.ts";
import { jsonAudit, noAudit } from "./adapters/json-audit.ts";
import { jsonLog } from "./adapters/json-log.ts";
import { networkFacts } from "./adapters/network-facts.ts";
import { readOwnAddresses } from "./adapters/own-addresses.ts";
import { memoryRateLimiter } from "./adapters/rate-limiter.ts";
import { enlargeReceiveBuffer } from "./adapters/receive-buffer.ts";
import { rest } from "./adapters/rest.ts";
import { openSendRun } from "./adapters/send-run.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { listenedAddresses } from "./addresses/own-addresses.ts";
import { type App, startApp } from "./app.ts";
import type { TlsFiles } from "./embedded-relay.ts";
import { ListenError } from "./listen-error.ts";
import { startMessage } from "./start-message.ts";

/** BSD's EX_CONFIG: a service manager can tell wrong settings from a crash. */
const EXIT_CONFIG = 78;

const CLIENT_DIRECTORY = join(import.meta.dir, "..", "client", "dist");

const loaded = loadConfig(process.env, (path) => readFileSync(path, "utf8"));
if ("problems" in loaded) exit(loaded.problems, EXIT_CONFIG);
const network = networkFacts();
const addresses = readOwnAddresses(systemClock, network.inContainer);
await run(loaded.config);

async function run(config: Config): Promise<void> {
  const starting = startOrExit(config);
  stopOnSignal(starting);
  const { port, relay } = await starting;
  const { publicUrl, host } = config;
  const sharedAddress = network.inContainer ? network.gateway : undefined;
  const message = { port, publicUrl, host, addresses: lanAddresses(config), sharedAddress, relay };
  process.stdout.write(startMessage(message));
}

/** Addresses of the LAN on which the page is. */
function lanAddresses({ host }: Config): readonly string[] {
  return listenedAddresses(host, addresses().lan);
}

/**
 * The first signal asks for an orderly end, a second one does not wait for it. Listened to from the beginning:
 * as the first process of a container, it would not be ended by a signal that nobody listens to.
 */
function stopOnSignal(starting: Promise<App>): void {
  let isStopping = false;
  const stop = async () => {
    const isFirst = !isStopping;
    isStopping = true;
    const app = await starting;
    await (isFirst ? app.stop() : app.close());
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
}

async function startOrExit(config: Config): Promise<App> {
  const write = (line: string) => void process.stdout.write(line);
  const ports = {
    clock: systemClock,
    random: cryptoRandom,
    hash: cryptoHash,
    log: jsonLog(config.logLevel, write),
    audit: config.auditLog !== "off" ? jsonAudit(write) : noAudit,
    rateLimiter: memoryRateLimiter,
    network,
    lanAddresses: () => lanAddresses(config),
    enlargeReceiveBuffer,
    sendRun: openSendRun(),
    rest,
  };
  try {
    const options = {
      config,
      clientDirectory: CLIENT_DIRECTORY,
      version: packageJson.version,
      tls: tlsFilesOrExit(config),
    };
    return await startApp(options, ports);
  } catch (error) {
    if (!(error instanceof ListenError)) exit([String(error)], 1);
    exit([error.problem(config)], error.isOfSettings ? EXIT_CONFIG : 1);
  }
}

function tlsFilesOrExit({ tls, tlsCertFile, tlsKeyFile }: Config): TlsFiles | undefined {
  if (tls === "off") return undefined;
  const problems: string[] = [];
  const read = (setting: string, path = "") => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      problems.push(`${setting} is "${path}": expected a file that can be read`);
      return "";
    }
  };
  const files = { cert: read("TLS_CERT_FILE", tlsCertFile), key: read("TLS_KEY_FILE", tlsKeyFile) };
  if (problems.length > 0) exit(problems, EXIT_CONFIG);
  try {
    createSecureContext(files);
  } catch (error) {
    exit(
      [`TLS_CERT_FILE and TLS_KEY_FILE: expected a certificate and its key as PEM (${String(error)})`],
      EXIT_CONFIG,
    );
  }
  return files;
}

function exit(problems: readonly string[], code: number): never {
  process.stderr.write(`P2P Share cannot start:\n${problems.map((line) => `  ${line}\n`).join("")}`);
  process.exit(code);
}
