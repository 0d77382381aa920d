import { join } from "node:path";
import { loadConfig } from "#config/load.ts";
import type { Config } from "#config/settings.ts";
import packageJson from "../package.json" with { type: "json" };
import { cryptoRandom } from "./adapters/crypto-random.ts";
import { jsonAudit, noAudit } from "./adapters/json-audit.ts";
import { jsonLog } from "./adapters/json-log.ts";
import { lanAddresses } from "./adapters/lan-addresses.ts";
import { networkFacts } from "./adapters/network-facts.ts";
import { memoryRateLimiter } from "./adapters/rate-limiter.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { type App, startApp } from "./app.ts";
import { startMessage } from "./start-message.ts";

/** BSD's EX_CONFIG: a service manager can tell wrong settings from a crash. */
const EXIT_CONFIG = 78;

const CLIENT_DIRECTORY = join(import.meta.dir, "..", "client", "dist");

const loaded = loadConfig(process.env);
if ("problems" in loaded) {
  process.stderr.write(`P2P Share cannot start:\n${loaded.problems.map((line) => `  ${line}\n`).join("")}`);
  process.exit(EXIT_CONFIG);
}
const addresses = lanAddresses(systemClock);
const network = networkFacts();
await run(loaded.config);

async function run(config: Config): Promise<void> {
  const app = await startOrExit(config);
  const { port } = app;
  const { publicUrl, host } = config;
  const sharedAddress = network.inContainer ? network.gateway : undefined;
  process.stdout.write(startMessage({ port, publicUrl, host, addresses: addresses(), sharedAddress }));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void app.stop().then(() => process.exit(0)));
  }
}

async function startOrExit(config: Config): Promise<App> {
  const write = (line: string) => void process.stdout.write(line);
  const ports = {
    clock: systemClock,
    random: cryptoRandom,
    log: jsonLog(config.logLevel, write),
    audit: config.auditLog === "on" ? jsonAudit(write) : noAudit,
    rateLimiter: memoryRateLimiter,
    network,
    lanAddresses: addresses,
  };
  try {
    const options = { config, clientDirectory: CLIENT_DIRECTORY, version: packageJson.version };
    return await startApp(options, ports);
  } catch (error) {
    const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const why = inUse
      ? "another program uses this port. Stop it, or set PORT to another one."
      : String(error);
    process.stderr.write(`P2P Share cannot listen on ${config.host} port ${config.port}: ${why}\n`);
    process.exit(inUse ? EXIT_CONFIG : 1);
  }
}
