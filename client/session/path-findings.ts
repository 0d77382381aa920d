import { isLoopback } from "#protocol/loopback.ts";
import { isTurnUrl, urlsOf } from "#protocol/signaling/ice-server.ts";
import type { IceServer, Signal } from "#protocol/signaling/messages.ts";
import type { IceChoice } from "./ice-choice.ts";
import type { Refusal, RelayFacts } from "./machine.ts";

/** A relay's candidate (RFC 8839 §5.1), alone or within a description. */
const RELAY_CANDIDATE = /^(a=)?candidate:.* typ relay( |\r?$)/m;

/** `turn:nas.local:3478?transport=udp` (RFC 7065). */
const TURN_URL = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?/;
const DEFAULT_PORT = { turn: 3_478, turns: 5_349 } as const;

/** Codes from here on are the browser's own: no answer came. Below, they are the server's (RFC 8656 §19). */
export const FIRST_UNREACHABLE_CODE = 700;

/** What was learned while two devices looked for a path, so that it can be said why there is none (PAGE10). */
export class PathFindings {
  #hasRelayHere = false;
  #hasRelayThere = false;
  #refusal: RelayFacts | undefined;
  #unanswered: RelayFacts | undefined;

  /** This device has found this out about itself. */
  sent(signal: Signal): void {
    if (namesRelay(signal)) this.#hasRelayHere = true;
  }

  /** The other device has. */
  received(signal: Signal): void {
    if (namesRelay(signal)) this.#hasRelayThere = true;
  }

  /** A STUN or TURN server gave no use. @param code of its answer, or 701 where none came */
  serverFailed(url: string, code: number): void {
    const relay = relayAt(url);
    if (!relay) return;
    if (code < FIRST_UNREACHABLE_CODE) this.#refusal = { ...relay, answer: code };
    else this.#unanswered = mostTelling([this.#unanswered, relay]);
  }

  /** Why there is no path, as far as this device can tell. */
  problem(iceServers: readonly IceServer[], choice: IceChoice): Refusal {
    const relayUrls = iceServers.flatMap(urlsOf).filter(isTurnUrl);
    if (relayUrls.length === 0) return { problem: choice === "relay" ? "relay-missing" : "cannot-connect" };
    if (choice === "direct") return { problem: "no-direct-path" };
    return { ...this.#relayProblem(relayUrls), ...(choice === "relay" && { relayOnly: true }) };
  }

  #relayProblem(relayUrls: readonly string[]): Refusal {
    if (this.#hasRelayHere && this.#hasRelayThere) return { problem: "relay-failed" };
    if (this.#hasRelayHere) return { problem: "relay-unreachable-there" };
    if (this.#refusal) return { problem: "relay-refused", relay: this.#refusal };
    const relay = mostTelling([this.#unanswered, ...relayUrls.map(relayAt)]);
    return { problem: "relay-unreachable", ...(relay && { relay }) };
  }
}

function namesRelay(signal: Signal): boolean {
  if ("candidate" in signal) return RELAY_CANDIDATE.test(signal.candidate.candidate);
  return "description" in signal && RELAY_CANDIDATE.test(signal.description.sdp ?? "");
}

/** The first that other devices can mean too, or else the first. */
function mostTelling(relays: readonly (RelayFacts | undefined)[]): RelayFacts | undefined {
  const named = relays.filter((relay) => relay !== undefined);
  return named.find(({ host }) => !isLoopback(host)) ?? named[0];
}

function relayAt(url: string): RelayFacts | undefined {
  const [, scheme, host, port] = TURN_URL.exec(url) ?? [];
  if (host === undefined) return undefined;
  return { host, port: Number(port ?? DEFAULT_PORT[scheme as keyof typeof DEFAULT_PORT]) };
}
