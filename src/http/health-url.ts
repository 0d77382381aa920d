import { reachedAt } from "../addresses/all-addresses.ts";
import { bracketed } from "../addresses/bracketed.ts";

/** What a probe knows of the settings: as texts, where they are set. */
export interface ProbeEnv {
  readonly HOST?: string | undefined;
  readonly PORT?: string | undefined;
}

/** Where a server with these settings, on this very machine, tells its health. Empty texts count as not set. */
export function healthUrl({ HOST, PORT }: ProbeEnv): string {
  return `http://${bracketed(reachedAt(HOST || "0.0.0.0"))}:${PORT || "8080"}/health`;
}
