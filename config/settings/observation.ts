import { collector, keyValues, label, oneOf } from "../parsers.ts";
import type { Setting } from "./setting.ts";

/** What the operator sees of it. */
export const observationSettings = {
  logLevel: {
    env: "LOG_LEVEL",
    parse: oneOf("debug", "info", "warn", "error"),
    default: "info",
    doc: "least important kind of line that is logged: debug, info, warn or error",
  },
  metrics: {
    env: "METRICS",
    parse: oneOf("on", "off"),
    default: "on",
    doc: "numbers for Prometheus at `/metrics`",
  },
  auditLog: {
    env: "AUDIT_LOG",
    parse: oneOf("off", "on", "addresses"),
    default: "off",
    doc: "`on` writes a line for each session that is made, joined, missed and ended, with its bytes relayed; `addresses` has the clients' addresses in it too",
  },
  otlpEndpoint: {
    env: "OTEL_EXPORTER_OTLP_ENDPOINT",
    parse: collector,
    example: "http://collector.lan:4318",
    doc: "where OpenTelemetry traces go (OTLP over HTTP); by default nowhere",
  },
  otlpHeaders: {
    env: "OTEL_EXPORTER_OTLP_HEADERS",
    parse: keyValues,
    default: "",
    example: "authorization=Basic abc",
    doc: "headers for the collector, as `name=value` with commas between them",
    secret: true,
  },
  otelServiceName: {
    env: "OTEL_SERVICE_NAME",
    parse: label,
    default: "p2p-share",
    doc: "what the traces call this server",
  },
} satisfies Record<string, Setting<unknown>>;
