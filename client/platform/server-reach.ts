import type { Reach } from "../installed/server-reach.ts";

/** How long the server may take to say that it is there. */
const ANSWER_MS = 5_000;

/** Statuses by which somebody asks for a login. */
const LOGIN = [401, 403, 407];

/** Asks the server whether it is there. */
export async function askReach(): Promise<Reach> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch("/health", { cache: "no-store", redirect: "manual", signal });
    return reachOf(response);
  } catch {
    return "away";
  }
}

/** What an answer to `GET /health` says about who has answered. */
export function reachOf({ type, status, headers }: Pick<Response, "type" | "status" | "headers">): Reach {
  if (type === "opaqueredirect" || LOGIN.includes(status)) return "login";
  if (status !== 200) return "away"; // it stops, or a proxy finds nobody behind it
  return headers.get("content-type")?.startsWith("application/json") ? "here" : "login";
}
