import { Elysia } from "elysia";
import { faultFields, type Log } from "../ports/log.ts";
import { securityHeaders } from "./security-headers.ts";

/** Of the text format that every Prometheus reads. */
const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** `GET /metrics` for Prometheus. @param text makes the answer */
export function metrics(text: () => Promise<string>, log: Log) {
  return new Elysia({ name: "metrics" }).get("/metrics", async () => {
    const headers = { ...securityHeaders, "Cache-Control": "no-store" };
    try {
      return new Response(await text(), { headers: { ...headers, "Content-Type": CONTENT_TYPE } });
    } catch (error) {
      log.write("error", "metrics-fault", faultFields(error));
      return new Response("The numbers could not be told.\n", { status: 500, headers });
    }
  });
}
