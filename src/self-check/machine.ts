import type { Instant } from "#protocol/time.ts";
import type { OwnAddresses } from "../addresses/own-addresses.ts";
import type { NetworkFacts } from "../ports/network-facts.ts";
import { OK, type SelfCheckResult, warn } from "./results.ts";

/** 2026-01-01, before which this program did not exist, and a time by which nobody runs it any more. */
const FIRST_POSSIBLE: Instant = 1_767_225_600_000;
const LAST_POSSIBLE: Instant = 4_102_444_800_000;

/** Sockets of a session, and those that come and go or belong to the process itself. */
const FILES_PER_SESSION = 2;
const SPARE_FILES = 1_000;

/** Whether there are open files enough for `MAX_SESSIONS`. @param limit undefined where the system has none */
export function openFilesResult(limit: number | undefined, maxSessions: number): SelfCheckResult {
  const needed = maxSessions * FILES_PER_SESSION + SPARE_FILES;
  if (limit === undefined || limit >= needed) return OK;
  const fits = Math.max(1, Math.floor((limit - SPARE_FILES) / FILES_PER_SESSION));
  return warn(
    `Raise the limit of open files to ${needed} (ulimit -n, LimitNOFILE=, docker --ulimit nofile=), or set MAX_SESSIONS to ${fits} or less.`,
    { limit, needed },
  );
}

/** Whether the machine's clock can be right: credentials and certificates run out by it. */
export function clockResult(wall: Instant): SelfCheckResult {
  if (wall >= FIRST_POSSIBLE && wall <= LAST_POSSIBLE) return OK;
  return warn("Set this machine's clock: TURN credentials and certificates run out by it.");
}

/** Whether bursts of relayed datagrams find room. @param bytes that the system grants to a socket, undefined without a relay */
export function bufferResult(bytes: number | undefined, wanted: number): SelfCheckResult {
  if (bytes === undefined) return { result: "off" };
  if (bytes >= wanted) return { result: "ok", figures: { bytes } };
  return warn(`For fast networks raise net.core.rmem_max of the host to ${wanted}.`, { bytes });
}

/** Whether devices can be told apart by their addresses. */
export function addressesResult({ inContainer, gateway }: NetworkFacts): SelfCheckResult {
  if (!inContainer || gateway === undefined) return OK;
  return {
    result: "ok",
    mend: "Where /stats counts sharedAddressSockets, the container hides addresses: use its host's network for limits per device.",
  };
}

/** Whether the printed addresses lead here. @param addresses those of the LAN that are answered on, and the container's own */
export function publicUrlResult(
  publicUrl: string | undefined,
  { lan, container }: OwnAddresses,
): SelfCheckResult {
  if (publicUrl !== undefined || lan.length > 0 || container.length === 0) return OK;
  return warn(
    "Set PUBLIC_URL to the address by which other devices reach this host: a container knows only its own.",
  );
}

/** Whether a proxy hides its clients; only what has happened so far is known. */
export function proxyResult(hasUntrustedProxy: boolean): SelfCheckResult {
  if (!hasUntrustedProxy) return OK;
  return warn("Set TRUST_PROXY to the number of proxies, or to their addresses.");
}
