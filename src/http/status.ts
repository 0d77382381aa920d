import { Elysia } from "elysia";
import type { Instant } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import { securityHeaders } from "./security-headers.ts";

/** What the status routes read; all of it counts, nothing that names a session or a peer. */
export interface StatusSource {
  readonly clock: Clock;
  readonly startedAt: Instant;
  readonly version: string;
  isStopping(): boolean;
  counts(): Promise<Readonly<Record<string, number>>>;
}

/** `GET /health` for probes and `GET /stats` for people. */
export function status(source: StatusSource) {
  const headers = { ...securityHeaders, "Cache-Control": "no-store" };
  const uptimeSeconds = () => Math.floor((source.clock.now() - source.startedAt) / 1_000);
  return new Elysia({ name: "status" })
    .get("/health", () => {
      const stopping = source.isStopping();
      const body = {
        status: stopping ? "stopping" : "ok",
        version: source.version,
        uptimeSeconds: uptimeSeconds(),
      };
      return Response.json(body, { status: stopping ? 503 : 200, headers });
    })
    .get("/stats", async () =>
      Response.json({ ...(await source.counts()), uptimeSeconds: uptimeSeconds() }, { headers }),
    );
}
