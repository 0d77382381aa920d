import { Elysia } from "elysia";
import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { securityHeaders } from "./security-headers.ts";

/** What the diagnostics routes read. */
export interface DiagnosticsSource {
  /** The built page, which has the diagnostics in it. */
  page(request: Request): Promise<Response>;
  /** For the browser that asks, and about no other one. */
  factsFor(request: Request): ServerFacts;
}

/** `GET /diagnostics`, the page, and `GET /diagnostics/server`, what it cannot find out by itself (DIAG1, DIAG2). */
export function diagnostics(source: DiagnosticsSource) {
  const headers = { ...securityHeaders, "Cache-Control": "no-store" };
  return new Elysia({ name: "diagnostics" })
    .get("/diagnostics", ({ request }) => source.page(request))
    .get("/diagnostics/server", ({ request }) => Response.json(source.factsFor(request), { headers }));
}
