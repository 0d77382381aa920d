import {
  type Attributes,
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Span, SpanAttributes, SpanOptions, Tracer } from "../ports/tracer.ts";

/** Spans that wait for the collector; what comes while that many wait is lost. */
const MAX_WAITING_SPANS = 2_048;

/** How long one batch may take, and the last one when the server stops. */
const EXPORT_TIMEOUT_MS: Millis = 10_000;
const STOP_TIMEOUT_MS: Millis = 1_000;

/** What the collector calls success (ExportResultCode.SUCCESS of @opentelemetry/core). */
const SUCCESS = 0;

export interface OtlpOptions {
  /** As `OTEL_EXPORTER_OTLP_ENDPOINT`: `/v1/traces` is put behind it. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly version: string;
  /** Between two batches; by default five seconds. */
  readonly delayMs?: Millis;
}

export interface OtlpPorts {
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends traces to a collector by OTLP over HTTP, as JSON. Imported only where there is one: the SDK costs memory. */
export function otlpTracer(options: OtlpOptions, ports: OtlpPorts): Tracer {
  const { endpoint, headers, serviceName, version, delayMs = 5_000 } = options;
  const { clock, log } = ports;
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const processor = new BatchSpanProcessor({
    exporter: toldOnce(exporter, log),
    maxQueueSize: MAX_WAITING_SPANS,
    scheduledDelayMillis: delayMs,
    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName, "service.version": version }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer("p2p-share", version);
  return {
    isOn: true,
    start(name, { startedAt = clock.now(), parent, links = [] }: SpanOptions = {}) {
      const startedWall = clock.wall() - (clock.now() - startedAt);
      const kind = name.includes(" /") ? SpanKind.SERVER : SpanKind.INTERNAL;
      const span = tracer.startSpan(
        name,
        { kind, startTime: startedWall, links: links.flatMap(linkTo) },
        under(parent),
      );
      return new OtlpSpan(span, clock, { startedAt, startedWall });
    },
    async stop() {
      const late = new Promise<void>((resolve) => void clock.after(STOP_TIMEOUT_MS, resolve));
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

class OtlpSpan implements Span {
  readonly otel: OtelSpan;
  readonly #clock: Clock;
  readonly #start: { readonly startedAt: Instant; readonly startedWall: Instant };

  constructor(
    otel: OtelSpan,
    clock: Clock,
    start: { readonly startedAt: Instant; readonly startedWall: Instant },
  ) {
    this.otel = otel;
    this.#clock = clock;
    this.#start = start;
  }

  get logFields() {
    return { traceId: this.otel.spanContext().traceId };
  }

  event(name: string): void {
    this.otel.addEvent(name, undefined, this.#wallNow());
  }

  end(attributes: SpanAttributes = {}, isFault = false): void {
    this.otel.setAttributes(attributes as Attributes);
    if (isFault) this.otel.setStatus({ code: SpanStatusCode.ERROR });
    this.otel.end(this.#wallNow());
  }

  /** So that a span is as long as it was, whatever is done to the machine's clock meanwhile. */
  #wallNow(): Instant {
    const { startedAt, startedWall } = this.#start;
    return startedWall + (this.#clock.now() - startedAt);
  }
}

function under(parent: Span | undefined): Context {
  return parent instanceof OtlpSpan ? trace.setSpan(ROOT_CONTEXT, parent.otel) : ROOT_CONTEXT;
}

function linkTo(span: Span) {
  return span instanceof OtlpSpan ? [{ context: span.otel.spanContext() }] : [];
}

/** A collector that is away must not fill the log. */
function toldOnce(exporter: SpanExporter, log: Log): SpanExporter {
  let isLost = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== SUCCESS;
        if (failed && !isLost) log.write("warn", "traces-lost");
        if (!failed && isLost) log.write("info", "traces-back");
        isLost = failed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
