import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const text = v.pipe(v.string(), v.maxLength(512));

/** So many uses within a span of time; null where that limit is off. */
const quota = v.nullable(v.strictObject({ count, periodMs: count }));

/** Whose address the server takes a browser's connection to be from (DIAG2). */
export const SeenAddressKind = v.picklist([
  /** The browser's own, or that of its router. */
  "own",
  /** Told by a proxy that TRUST_PROXY names. */
  "forwarded",
  /** Of the gateway of a container, behind which all devices look alike. */
  "gateway",
  /** Of a proxy that TRUST_PROXY does not name. */
  "untrusted-proxy",
]);
export type SeenAddressKind = v.InferOutput<typeof SeenAddressKind>;

/** The limits that count for the browser that asks. */
const ClientLimits = v.strictObject({
  /** Alone, or with all that come by the same address where each connection counts by itself. */
  countedBy: v.picklist(["address", "connection"]),
  sockets: count,
  connections: quota,
  creates: quota,
  joins: quota,
  misses: quota,
  messages: quota,
  /** How long the next try of a code would wait because of wrong ones. */
  joinDelayMs: count,
});

/** Answer of `GET /diagnostics/server`: facts of the instance, and of nobody but the browser that asks (DIAG2). */
export const ServerFacts = v.strictObject({
  version: text,
  address: v.strictObject({ ip: text, kind: SeenAddressKind }),
  /** The host that the request named, as it arrived here: a proxy may have changed it. */
  host: text,
  inContainer: v.boolean(),
  publicUrl: v.nullable(text),
  /** Null where the server has no HTTPS of its own. */
  https: v.nullable(v.strictObject({ port, localCa: v.boolean() })),
  /** Null where the embedded relay is off. */
  relay: v.nullable(v.strictObject({ port, tlsPort: v.nullable(port), host: v.nullable(text) })),
  /** Name by which the LAN finds this server, such as `p2p-share.local`; null while there is none. */
  mdnsName: v.nullable(text),
  limits: ClientLimits,
});
export type ServerFacts = v.InferOutput<typeof ServerFacts>;
