import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { loadConfig } from "#config/load.ts";
import type { Config } from "#config/settings.ts";
import packageJson from "../package.json" with { type: "json" };
import { AuthorityFolder } from "./adapters/authority-folder.ts";
import { cryptoHash } from "./adapters/crypto-hash.ts";
import { cryptoRandom } from "./adapters/crypto-random.ts";
import { jsonAudit, noAudit } from "./adapters/json-audit.ts";
import { jsonLog } from "./adapters/json-log.ts";
import { mdnsAnnouncer } from "./adapters/mdns.ts";
import { networkFacts } from "./adapters/network-facts.ts";
import { readOwnAddresses } from "./adapters/own-addresses.ts";
import { readOwnNetworks } from "./adapters/own-networks.ts";
import { processFacts } from "./adapters/process-facts.ts";
import { memoryRateLimiter } from "./adapters/rate-limiter.ts";
import { enlargeReceiveBuffer } from "./adapters/receive-buffer.ts";
import { rest } from "./adapters/rest.ts";
import { openSendRun } from "./adapters/send-run.ts";
import { steerPort } from "./adapters/steer-port.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { listenedAddresses } from "./addresses/own-addresses.ts";
import { type App, startApp } from "./app.ts";
import { LanName } from "./lan-name.ts";
import { lanNameMessage } from "./lan-name-message.ts";
import { ListenError } from "./listen-error.ts";
import { CountingLog } from "./observability/counting-log.ts";
import { hostUrls, type PageListener, pageUrls } from "./page-urls.ts";
import { noTracer, type Tracer } from "./ports/tracer.ts";
import { selfCheckLater } from "./self-check-later.ts";
import { startMessage } from "./start-message.ts";
import { showsBlocks, terminalQr } from "./terminal-qr.ts";
import { CertificateError } from "./tls/certificate-error.ts";
import type { Certificates } from "./tls/certificates.ts";

/** BSD's EX_CONFIG: a service manager can tell wrong settings from a crash. */
const EXIT_CONFIG = 78;

const CLIENT_DIRECTORY = join(import.meta.dir, "..", "client", "dist");

const loaded = loadConfig(process.env, (path) => readFileSync(path, "utf8"));
if ("problems" in loaded) exit(loaded.problems, EXIT_CONFIG);
const network = networkFacts();
const addresses = readOwnAddresses(systemClock, network.inContainer);
const write = (text: string) => void process.stdout.write(text);
// Whoever reads the output may go away (`| head`): the server stays.
process.stdout.on("error", () => undefined);
const log = new CountingLog(jsonLog(loaded.config.logLevel, write));
await run(loaded.config);

/** When the process ends after a signal, and after a second one, whatever hangs: Docker kills it after ten seconds. */
const LAST_MS = 9_500;
const AT_ONCE_MS = 500;

/** The server, and the name under which the LAN finds it. */
interface Appliance {
  readonly app: App;
  readonly lanName: LanName;
  /** Where TLS is on. */
  readonly certificates: Certificates | undefined;
}

async function run(config: Config): Promise<void> {
  const starting = startOrExit(config);
  stopOnSignal(starting);
  const appliance = await starting;
  write(await messageOf(config, appliance));
  checkLater(appliance.app, config);
  await appliance.lanName.start();
  write(nameMessageOf(config, appliance));
}

/** A part of its own, loaded late: whoever waits for the first answer must not wait for this. */
function checkLater({ subject }: App, config: Config): void {
  const ports = {
    clock: systemClock,
    random: cryptoRandom,
    hash: cryptoHash,
    log,
    network,
    addresses: () => ({ ...addresses(), lan: lanAddresses(config) }),
  };
  selfCheckLater(subject, ports, async () => {
    const { startSelfCheck } = await import("./start-self-check.ts");
    await startSelfCheck(subject, ports);
  });
}

/**
 * The first signal asks for an orderly end, a second one does not wait for it. Listened to from the beginning:
 * as the first process of a container, it would not be ended by a signal that nobody listens to.
 */
function stopOnSignal(starting: Promise<Appliance>): void {
  let isStopping = false;
  const stop = async () => {
    const isFirst = !isStopping;
    isStopping = true;
    systemClock.after(isFirst ? LAST_MS : AT_ONCE_MS, () => process.exit(0));
    const { app, lanName } = await starting;
    await (isFirst ? Promise.all([lanName.stop(), app.stop()]) : app.close());
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
}

/** Addresses of the LAN on which the page is. */
function lanAddresses({ host }: Config): readonly string[] {
  return listenedAddresses(host, addresses().lan);
}

/** Where the page is, the preferred listener first. */
function listenersOf({ app: { port, httpsPort }, certificates }: Appliance): PageListener[] {
  const https: PageListener[] =
    httpsPort === undefined ? [] : [{ scheme: "https", port: httpsPort, covers: certificates?.covers }];
  return [{ scheme: "http", port }, ...https];
}

async function messageOf({ host, publicUrl }: Config, appliance: Appliance): Promise<string> {
  const { app, certificates } = appliance;
  const urls = pageUrls({ listeners: listenersOf(appliance), host, publicUrl, addresses: addresses() });
  const isColoured = process.stdout.isTTY && !process.env["NO_COLOR"];
  return startMessage({
    urls,
    qr: urls.qr && showsBlocks(process.env) ? await terminalQr(urls.qr, isColoured) : undefined,
    authority: certificates?.authority,
    sharedAddress: network.inContainer ? network.gateway : undefined,
    relay: app.relay,
  });
}

function nameMessageOf(config: Config, appliance: Appliance): string {
  const { wanted, host, problem } = appliance.lanName;
  const urls = host === undefined ? [] : hostUrls(listenersOf(appliance), [host]);
  const isInside = lanAddresses(config).length === 0 && addresses().container.length > 0;
  return lanNameMessage({ wanted, host, problem, urls, isInside });
}

async function startOrExit(config: Config): Promise<Appliance> {
  let lanName: LanName | undefined;
  const certificates = await certificatesOrExit(config, () => lanName?.host);
  const app = await startAppOrExit(config, { certificates, lanHost: () => lanName?.host });
  const options = { label: config.mdnsName, port: app.port, addresses: () => lanAddresses(config) };
  lanName = new LanName(options, { announcer: mdnsAnnouncer(), clock: systemClock, log });
  return { app, lanName, certificates };
}

interface AppParts {
  readonly certificates: Certificates | undefined;
  readonly lanHost: () => string | undefined;
}

async function startAppOrExit(config: Config, { certificates, lanHost }: AppParts): Promise<App> {
  const ports = {
    clock: systemClock,
    random: cryptoRandom,
    hash: cryptoHash,
    log,
    audit: config.auditLog === "off" ? noAudit : jsonAudit(config.auditLog, write),
    tracer: await tracerOf(config),
    processFacts,
    rateLimiter: memoryRateLimiter,
    network,
    lanAddresses: () => lanAddresses(config),
    ownNetworks: readOwnNetworks(systemClock),
    lanHost,
    enlargeReceiveBuffer,
    sendRun: openSendRun(),
    rest,
    steerPort,
  };
  try {
    const { version } = packageJson;
    return await startApp({ config, clientDirectory: CLIENT_DIRECTORY, version, certificates }, ports);
  } catch (error) {
    if (!(error instanceof ListenError)) exit([String(error)], 1);
    exit([error.problem(config)], error.isOfSettings ? EXIT_CONFIG : 1);
  }
}

/** The SDK is loaded only where there is a collector. */
async function tracerOf(config: Config): Promise<Tracer> {
  const { otlpEndpoint: endpoint, otlpHeaders: headers, otelServiceName: serviceName } = config;
  if (endpoint === undefined) return noTracer;
  const { otlpTracer } = await import("./adapters/otlp-tracer.ts");
  const { version } = packageJson;
  return otlpTracer({ endpoint, headers, serviceName, version }, { clock: systemClock, log });
}

async function certificatesOrExit(
  config: Config,
  lanHost: () => string | undefined,
): Promise<Certificates | undefined> {
  if (config.tls === "off") return undefined;
  // Not loaded without TLS: the runtime's certificates take 4 MiB.
  const { readPair } = await import("./adapters/read-pair.ts");
  const { openCertificates } = await import("./certificates.ts");
  const ownAddresses = () => [...addresses().lan, ...addresses().container];
  try {
    return await openCertificates(config, {
      clock: systemClock,
      log,
      machine: { hostName: hostname, addresses: ownAddresses, lanHost },
      readPair,
      readFile: (path) => readFileSync(path, "utf8"),
      authorityStore: (dataDir) => new AuthorityFolder(dataDir),
      certificateMaker: async () => (await import("./adapters/certificate-maker.ts")).certificateMaker,
    });
  } catch (error) {
    if (error instanceof CertificateError) exit(error.problems, EXIT_CONFIG);
    throw error;
  }
}

function exit(problems: readonly string[], code: number): never {
  process.stderr.write(`P2P Share cannot start:\n${problems.map((line) => `  ${line}\n`).join("")}`);
  process.exit(code);
}
