/** A span as it came to the collector (OTLP's JSON encoding). */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly events: readonly { readonly name: string }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface Payload {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: CollectedSpan["attributes"] };
    readonly scopeSpans: readonly { readonly spans: readonly CollectedSpan[] }[];
  }[];
}

export interface CollectedRequest {
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
}

/** A collector of OpenTelemetry traces on this machine, which keeps what comes. */
export class TraceCollector {
  readonly requests: CollectedRequest[] = [];
  /** What it answers; `never` leaves everybody waiting. */
  answer: number | "never" = 200;
  readonly #server: Bun.Server<undefined>;
  #arrived: () => void = () => undefined;

  constructor() {
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: async (request) => {
        const { pathname: path } = new URL(request.url);
        this.requests.push({ path, headers: request.headers, text: await request.text() });
        this.#arrived();
        if (this.answer === "never") return new Promise<Response>(() => undefined);
        return Response.json({}, { status: this.answer });
      },
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  /** All spans so far. */
  get spans(): readonly CollectedSpan[] {
    return this.#payloads.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  }

  /** Of the first batch: what the spans are of. */
  get resource(): Readonly<Record<string, unknown>> {
    return attributesOf(this.#payloads[0]?.resource ?? { attributes: [] });
  }

  /** The spans of this name. */
  named(name: string): readonly CollectedSpan[] {
    return this.spans.filter((span) => span.name === name);
  }

  /** Resolves as soon as so many requests have come. */
  async hear(count: number): Promise<void> {
    while (this.requests.length < count) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  async stop(): Promise<void> {
    await this.#server.stop(true);
  }

  get #payloads() {
    return this.requests.flatMap(({ text }) => (JSON.parse(text) as Payload).resourceSpans);
  }
}

/** Names and values, without OTLP's types around them. */
export function attributesOf({
  attributes,
}: Pick<CollectedSpan, "attributes">): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
