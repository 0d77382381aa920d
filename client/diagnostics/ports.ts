import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import type { SavingFacts } from "../saving/plan.ts";
import type { SessionPorts } from "../session/ports.ts";
import type { BrowserFacts, DirectProbe, LoopOutcome, PagePlace, StunProbe } from "./probes.ts";
import type { KnownServer } from "./relay-urls.ts";

/** What the checks ask of the browser. Nothing of it rejects, and everything ends by itself. */
export interface DiagnosticsPorts extends Pick<SessionPorts, "clock" | "openSignaling"> {
  readonly page: PagePlace;
  readonly browser: () => BrowserFacts;
  /** What the server tells; undefined where it tells nothing that can be understood. */
  readonly askServer: () => Promise<ServerFacts | undefined>;
  /** Status of the answer to a plain `GET /ws`; undefined where none came. */
  readonly askPlainly: () => Promise<number | undefined>;
  readonly probeStun: (server: KnownServer["server"]) => Promise<StunProbe>;
  /** Sends bytes from one connection to another in this page, each of which has this relay and no other way. */
  readonly loopThrough: (host: KnownServer["server"], guest: KnownServer["server"]) => Promise<LoopOutcome>;
  readonly probeDirect: () => Promise<DirectProbe>;
  readonly saving: () => Promise<SavingFacts>;
}
