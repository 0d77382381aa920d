import * as v from "valibot";
import { ServerFacts } from "#protocol/diagnostics/server-facts.ts";

/** How long the server may take for an answer over HTTP. */
const ANSWER_MS = 8_000;

/** What the server tells of itself and of this browser; undefined where it tells nothing that can be understood. */
export async function askServer(): Promise<ServerFacts | undefined> {
  try {
    const response = await fetch("/diagnostics/server", { signal: AbortSignal.timeout(ANSWER_MS) });
    return v.parse(ServerFacts, await response.json());
  } catch {
    return undefined;
  }
}

/** Status of the answer to a request for a WebSocket that does not ask for an upgrade; undefined for none. */
export async function askPlainly(): Promise<number | undefined> {
  try {
    const response = await fetch("/ws", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
    return response.status;
  } catch {
    return undefined;
  }
}
