import { isAbsolute } from "node:path";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";
import * as v from "valibot";
import { isRelay } from "#protocol/signaling/ice-server.ts";
import { IceServer } from "#protocol/signaling/messages.ts";
import { isAddress } from "./address.ts";

/** The value that a setting's text stands for, or what was expected instead: "a duration such as 30s". */
export type Parsed<T> = { readonly value: T } | { readonly expected: string };
export type Parser<T> = (text: string) => Parsed<T>;

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const UNIT_BYTES = { B: 1, KiB: 1_024, MiB: 1_048_576 } as const;

/** A span of time within both bounds, which are written as an operator would. @returns milliseconds */
export function duration(min: string, max: string): Parser<number> {
  return (text) => {
    const value = milliseconds(text);
    return value >= milliseconds(min) && value <= milliseconds(max)
      ? { value }
      : { expected: `a duration from ${min} to ${max}, such as 90s or 5m` };
  };
}

function milliseconds(text: string): number {
  const match = /^(\d{1,9})(ms|s|m|h)$/.exec(text);
  return match ? Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS] : Number.NaN;
}

/** A whole number within both bounds. */
export function integer(min: number, max: number): Parser<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? { value } : { expected: `a whole number from ${min} to ${max}` };
  };
}

/** @returns bytes, within both bounds */
export function bytes(min: number, max: number): Parser<number> {
  return (text) => {
    const match = /^(\d{1,9})(B|KiB|MiB)$/.exec(text);
    const value = match ? Number(match[1]) * UNIT_BYTES[match[2] as keyof typeof UNIT_BYTES] : Number.NaN;
    return value >= min && value <= max
      ? { value }
      : { expected: `a size such as 64KiB, from ${min}B to ${max}B` };
  };
}

/** Origin of an http or https address, without a slash at its end. */
export const httpOrigin: Parser<string> = (text) => {
  const isOrigin = /^https?:\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?\/?$/i.test(text);
  const named = isOrigin ? URL.parse(text)?.hostname.replace(/^\[|\]$/g, "") : undefined;
  return named !== undefined && "value" in reachableHost(named)
    ? { value: text.replace(/\/$/, "") }
    : { expected: "an address such as http://nas.local:8080, without a path" };
};

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Parser<W> {
  return (text) => {
    const value = words.find((word) => word === text);
    return value === undefined ? { expected: `one of ${words.join(", ")}` } : { value };
  };
}

/** An address to listen on: a name would be looked up once, and may be another machine's. */
export const host: Parser<string> = (text) =>
  text === "localhost" || ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
    ? { value: text }
    : { expected: "an address of this machine, such as 0.0.0.0 or ::, without a port" };

/** RFC 1035 §2.3.4, with the underscores that some machines have; a dot at the end is the root. */
const NAME = /^(?=.{1,253}$)[0-9a-z_-]{1,63}(\.[0-9a-z_-]{1,63})*\.?$/i;

/** What is made of digits and dots would be an address to whoever reads it, and has to be a whole one. */
const NUMBERS = /^[\d.]*$/;

/** How others reach a host: a name or an address, without a port and without brackets. */
export const reachableHost: Parser<string> = (text) =>
  isAddress(text) || (NAME.test(text) && !NUMBERS.test(text))
    ? { value: text }
    : {
        expected: "a name such as nas.example, or an address such as 203.0.113.7 or fd00::2, without a port",
      };

/** Names and addresses with commas between them; none in an empty text. */
export const hosts: Parser<readonly string[]> = (text) => {
  const names = text.split(",").map((name) => name.trim());
  if (text.trim() === "") return { value: [] };
  return names.every((name) => "value" in reachableHost(name))
    ? { value: names }
    : { expected: "names and addresses with commas between them, such as nas.lan,192.168.1.20" };
};

/** One label of a name (RFC 6763 §4.1.1 takes more, but a browser's address bar does not), or `off`: undefined. */
export const mdnsName: Parser<string | undefined> = (text) => {
  if (text === "off") return { value: undefined };
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text) && !/^(on|off)$/i.test(text)
    ? { value: text.toLowerCase() }
    : { expected: "letters, digits and hyphens without .local, such as p2p-share, or off" };
};

/** A browser refuses a TURN server without both; where both are missing they are made (`TURN_SECRET`). */
const UsableIceServer = v.pipe(
  IceServer,
  v.check(
    (server) => !isRelay(server) || (server.username === undefined) === (server.credential === undefined),
  ),
);

/** A JSON list in the shape of RTCConfiguration.iceServers. */
export const iceServers: Parser<IceServer[]> = (text) => {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(UsableIceServer)), text);
  return parsed.success
    ? { value: parsed.output }
    : {
        expected:
          'a JSON list such as [{"urls":"stun:nas.local:3478"}]; turn: needs username and credential, or neither',
      };
};

/** What nobody may guess; one line, as it stands in a file. */
export const secret: Parser<string> = (text) =>
  /^[^\p{Cc}\p{Zl}\p{Zp}]{8,1024}$/u.test(text)
    ? { value: text }
    : { expected: "8 to 1024 printable characters in one line; make one with openssl rand -hex 32" };

/** A realm (RFC 8489 §14.9) that needs no quoting, and keeps answers to strangers short. */
export const realm: Parser<string> = (text) =>
  /^[!#-&(-[\]-~]{1,20}$/.test(text)
    ? { value: text }
    : {
        expected:
          "1 to 20 printable ASCII characters without spaces, quotes and backslashes (a longer realm would make the relay's answer to a stranger more than 2.5 times as large as the question)",
      };

/** The path of a file. */
export const path: Parser<string> = (text) =>
  /^[^\0]{1,4096}$/.test(text) ? { value: text } : { expected: "the path of a file" };

/** The path of a folder from the root on: what is kept must not depend on where the process was started. */
export const folder: Parser<string> = (text) =>
  isAbsolute(text) && "value" in path(text)
    ? { value: text }
    : { expected: "the whole path of a folder, such as /data" };

/** Where a collector is: an http or https address, whose path, if it has one, is in front of `/v1/traces`. */
export const collector: Parser<string> = (text) =>
  /^https?:\/\/[^\s?#@]+$/.test(text) && URL.canParse(text) && !/\/v1\/traces\/*$/.test(text)
    ? { value: text.replace(/\/+$/, "") }
    : {
        expected:
          "the address in front of /v1/traces, such as http://collector.lan:4318, without a user name and password (OTEL_EXPORTER_OTLP_HEADERS has those)",
      };

/** `name=value` with commas between them, the values percent-encoded where they must be; none in an empty text. */
export const keyValues: Parser<Readonly<Record<string, string>>> = (text) => {
  const expected = "name=value with commas between them, such as authorization=Bearer%20abc";
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  const entries = pairs.map((pair) => /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*=\s*(.*?)\s*$/i.exec(pair));
  try {
    const found = entries.map((match) => {
      if (match === null) throw new URIError("no name and value");
      return [match[1] ?? "", decodeURIComponent(match[2] ?? "")] as const;
    });
    return { value: Object.fromEntries(found) };
  } catch {
    return { expected };
  }
};

/** What something is called, in one line. */
export const label: Parser<string> = (text) =>
  /^[\x20-\x7e]{1,100}$/.test(text) ? { value: text } : { expected: "1 to 100 printable ASCII characters" };

/** Bytes per second, or `off`: undefined. */
export const byteRate: Parser<number | undefined> = (text) => {
  if (text === "off") return { value: undefined };
  const rate = bytes(65_536, 10_485_760_000)(text);
  return "value" in rate
    ? rate
    : { expected: "so many bytes per second, from 64KiB to 10000MiB, such as 10MiB, or off" };
};

/** So many times within a period; undefined for no limit at all. */
export interface Quota {
  readonly count: number;
  readonly periodMs: number;
}

/** A quota such as `120/1m`, or `off`. */
export const quota: Parser<Quota | undefined> = (text) => {
  if (text === "off") return { value: undefined };
  const [count = "", period = ""] = text.split("/");
  const [times, periodMs] = [integer(1, 1_000_000_000)(count), duration("1s", "24h")(period)];
  return "value" in times && "value" in periodMs && text.split("/").length === 2
    ? { value: { count: times.value, periodMs: periodMs.value } }
    : { expected: "so many per time, such as 120/1m, or off" };
};

/** A number of hops, or a list of addresses and networks. @returns 0 for `off` */
export const trustProxy: Parser<number | readonly string[]> = (text) => {
  if (text === "off") return { value: 0 };
  const hops = integer(1, 16)(text);
  if ("value" in hops) return hops;
  const networks = text.split(",").map((part) => part.trim());
  try {
    // proxy-addr takes a bare number for an IPv4 address
    if (!networks.every((network) => /[.:]/.test(network))) throw new TypeError("not an address");
    proxyAddr.compile(networks);
    return { value: networks };
  } catch {
    return { expected: "off, a number of proxies such as 1, or their addresses such as 172.18.0.0/16,::1" };
  }
};
