import type { Instant } from "#protocol/time.ts";
import type { LogFields } from "./log.ts";

/** Methods and routes of requests as spans call them; whatever else somebody asks for is the last one. */
export const HTTP_METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "_OTHER"] as const;
export const HTTP_ROUTES = ["/", "/ws", "/health", "/stats", "/metrics", "/assets/*", "/*"] as const;

/** What spans are called. */
export type SpanName =
  | `${(typeof HTTP_METHODS)[number]} ${(typeof HTTP_ROUTES)[number]}`
  | "session"
  | "socket"
  | "relay allocation"
  | `signaling ${"create" | "join" | "resume" | "restore" | "admit" | "signal" | "leave"}`
  | `signaling ${"announce" | "invite" | "withdraw" | "answer"}`;

/** What spans may say, each a number or a word from a closed list: never text from a peer. */
export type SpanAttributes = Readonly<
  Partial<
    Record<
      | "http.request.method"
      | "http.route"
      | "http.response.status_code"
      | "p2p_share.end"
      | "p2p_share.error"
      | "p2p_share.transport"
      | "p2p_share.messages"
      | "p2p_share.bytes",
      string | number
    >
  >
>;

export interface SpanOptions {
  /** By the process's clock; by default now. */
  readonly startedAt?: Instant;
  readonly parent?: Span | undefined;
  /** Others that it belongs to without being a part of them. */
  readonly links?: readonly Span[];
}

/** Something that takes time. Once it has ended it can still be a parent. */
export interface Span {
  /** What a log line says so that the trace is found from it. */
  readonly logFields: LogFields;
  /** @param name from a closed list */
  event(name: string): void;
  /** @param isFault whether it went wrong through a fault of ours */
  end(attributes?: SpanAttributes, isFault?: boolean): void;
}

/** Where the process says what takes how long, and what belongs together. */
export interface Tracer {
  /** Whether anybody listens: if not, spans need not even be made. */
  readonly isOn: boolean;
  start(name: SpanName, options?: SpanOptions): Span;
  /** Sends what has not been sent yet, for a second at most. */
  stop(): Promise<void>;
}

/** The span of a tracer that nobody listens to. */
export const noSpan: Span = { logFields: {}, event() {}, end() {} };

/** Traces nothing: the default. */
export const noTracer: Tracer = { isOn: false, start: () => noSpan, async stop() {} };
