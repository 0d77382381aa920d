import { Elysia } from "elysia";
import { securityHeaders } from "./security-headers.ts";

/** What the page may know of the server that it came from. */
export interface InstanceSource {
  readonly version: string;
  /** Undefined where TLS is off, or its certificate does not stand for the host by which the page was opened. */
  readonly httpsPort: (host: string) => number | undefined;
  /** What the operator calls this server, which may be a proxy's address. */
  readonly publicUrl: string | undefined;
  /** Which open pages see each other by name. */
  readonly discovery: "off" | "network" | "all";
  /** Whether the server has an authority of its own, which `/ca` offers. */
  readonly hasAuthority: boolean;
}

/** `GET /instance`: whether there is more than the page's own address. */
export function instance({ version, httpsPort, publicUrl, discovery, hasAuthority }: InstanceSource) {
  const httpsUrl = publicUrl?.startsWith("https:") ? publicUrl : null;
  const headers = { ...securityHeaders, "Cache-Control": "no-store" };
  return new Elysia({ name: "instance" }).get("/instance", ({ request }) => {
    const port = httpsPort(URL.parse(request.url)?.hostname ?? "");
    const facts = { version, httpsPort: port ?? null, httpsUrl, localCa: hasAuthority, discovery };
    return Response.json(facts, { headers });
  });
}
