import type { Millis } from "#protocol/time.ts";
import type { OwnAddresses } from "../addresses/own-addresses.ts";
import type { Log } from "../ports/log.ts";
import type { NetworkFacts } from "../ports/network-facts.ts";
import {
  addressesResult,
  bufferResult,
  clockResult,
  openFilesResult,
  proxyResult,
  publicUrlResult,
} from "./machine.ts";
import { checkBinding, checkLoop, type LoopPorts } from "./relay-loop.ts";
import { fail, OFF, OK, SELF_CHECKS, type SelfCheck, type SelfCheckResult } from "./results.ts";
import type { TurnTransport } from "./sockets.ts";

/** No check takes longer: all of it stays on this machine. */
const CHECK_MS: Millis = 5_000;

/** Of whom it is known from elsewhere that it answers. */
const HEALTHY = 200;

/** What a running server tells the checks of itself. */
export interface SelfCheckSubject {
  /** Where it listens, as in a URL: a loopback address where that is one of them. */
  readonly host: string;
  readonly port: number;
  /** Undefined where the relay is off. */
  readonly relay:
    | {
        readonly host: string;
        readonly port: number;
        /** Undefined where TLS is off. */
        readonly tlsPort: number | undefined;
        readonly secret: string;
        /** What the system grants to a socket, and what was wished for. */
        readonly buffer: { readonly bytes: number; readonly wanted: number };
      }
    | undefined;
  readonly maxSessions: number;
  readonly publicUrl: string | undefined;
  readonly isStopping: () => boolean;
  readonly hasUntrustedProxy: () => boolean;
  /** By which it knows the WebSocket of these checks: that counts for no client. */
  readonly ownHeaders: Readonly<Record<string, string>>;
}

export interface SelfCheckPorts extends LoopPorts {
  readonly log: Log;
  readonly network: NetworkFacts;
  readonly addresses: () => OwnAddresses;
  /** How many files this process may have open; undefined where nothing limits it. */
  readonly openFileLimit: () => number | undefined;
  /** Status of the answer to a request over HTTP. */
  readonly statusOf: (url: string) => Promise<number>;
  /** Resolves when a WebSocket was open, and is closed again. */
  readonly openSocket: (url: string, headers: Readonly<Record<string, string>>) => Promise<void>;
}

/**
 * Checks what can be checked without a browser, from this machine to itself, and logs a line for each (DIAG9).
 * A firewall between this machine and the devices cannot be seen from here: for that there is the page.
 */
export async function runSelfCheck(subject: SelfCheckSubject, ports: SelfCheckPorts): Promise<void> {
  const checks = checksOf(subject, ports);
  for (const check of SELF_CHECKS) report(check, await ended(checks[check], ports), ports.log);
}

type Check = (tooLate: AbortSignal) => SelfCheckResult | Promise<SelfCheckResult>;
type Checks = Readonly<Record<SelfCheck, Check>>;

function checksOf(subject: SelfCheckSubject, ports: SelfCheckPorts): Checks {
  const { host, port, relay } = subject;
  const { clock, network } = ports;
  const loop = (transport: TurnTransport) => async (tooLate: AbortSignal) => {
    const relayPort = transport === "tls" ? relay?.tlsPort : relay?.port;
    if (!relay || relayPort === undefined) return OFF;
    return checkLoop(transport, { ...relay, port: relayPort, tooLate }, ports);
  };
  return {
    health: async () => {
      const status = await ports.statusOf(`http://${host}:${port}/health`);
      return status === HEALTHY
        ? OK
        : fail("Look at the lines before this one: /health does not say ok.", { status });
    },
    websocket: async () => {
      await ports.openSocket(`ws://${host}:${port}/ws`, subject.ownHeaders);
      return OK;
    },
    stun: (tooLate) => (relay ? checkBinding({ ...relay, tooLate }, ports) : OFF),
    "turn-udp": loop("udp"),
    "turn-tcp": loop("tcp"),
    "turn-tls": loop("tls"),
    "receive-buffer": () => bufferResult(relay?.buffer.bytes, relay?.buffer.wanted ?? 0),
    "open-files": () => openFilesResult(ports.openFileLimit(), subject.maxSessions),
    clock: () => clockResult(clock.wall()),
    addresses: () => addressesResult(network),
    "public-url": () => publicUrlResult(subject.publicUrl, ports.addresses()),
    proxy: () => proxyResult(subject.hasUntrustedProxy()),
  };
}

const PAGE_FAULT = "Allow connections of this machine to itself on PORT: a firewall on it may forbid them.";
const RELAY_FAULT =
  "Allow UDP and TCP of this machine to itself on TURN_PORT and TURN_TLS_PORT: a firewall on it may forbid them. The quotas of TURN must have room for two allocations.";
const OWN_FAULT = "Report this: the check itself has failed.";

/** What to do about a check that came to nothing. */
function mendOf(check: SelfCheck): string {
  if (check === "health" || check === "websocket") return PAGE_FAULT;
  return check === "stun" || check.startsWith("turn-") ? RELAY_FAULT : OWN_FAULT;
}

async function ended(check: Check, { clock }: SelfCheckPorts): Promise<SelfCheckResult | undefined> {
  const ending = new AbortController();
  let cancel = () => {};
  const late = new Promise<undefined>((resolve) => {
    cancel = clock.after(CHECK_MS, () => {
      resolve(undefined);
      ending.abort();
    });
  });
  try {
    return await Promise.race([Promise.resolve(ending.signal).then(check), late]);
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}

function report(check: SelfCheck, came: SelfCheckResult | undefined, log: Log): void {
  const { result, mend, figures } = came ?? fail(mendOf(check));
  const level = result === "warn" || result === "fail" ? "warn" : "info";
  log.write(level, "self-check", { check, result, ...figures, ...(mend !== undefined && { mend }) });
}
