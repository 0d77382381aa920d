import {
  formatBytes,
  formatClock,
  formatCount,
  formatCountdown,
  formatList,
  formatMillis,
  formatPercent,
  formatSpan,
  formatSpeed,
} from "../text/format.ts";
import type { Leaf } from "./word-leaves.ts";

/**
 * Values to try a word with, by the name that its parameter has in English; the first one is also used while the
 * others take turns. Made anew for each language, because some are formatted before they are handed over.
 */
const samples = (): Readonly<Record<string, readonly unknown[]>> => ({
  _device: ["Anna’s Pixel"],
  amount: [formatBytes(5e6)],
  answer: [486, 401, 403, 508, 500, undefined],
  arrived: [formatBytes(5e6)],
  body: ["Send it again"],
  bytes: [1_200, 1],
  bytesPerSecond: [1_500_000],
  closeCode: [1006],
  code: ["482913"],
  count: [7, 1, 2, 11, 2_000],
  device: ["Anna’s Pixel"],
  done: [3, 0],
  files: [7, 0, 1, 2, 11, 2_000],
  folder: ["Trip 2"],
  free: [formatBytes(48e9)],
  freeBytes: [48e9, null],
  host: ["nas.local"],
  httpsUrl: ["https://nas.local:8443", undefined],
  ip: ["192.168.1.20"],
  isHidden: [true, false],
  label: ["Chrome on Linux"],
  least: [109],
  left: [formatCountdown(272_000)],
  localCa: [true, false],
  method: ["opfs", "indexeddb", "stream", "memory", "file", "folder"],
  missing: [["WebRTC", "WebAssembly"]],
  most: [10_000],
  mostBytes: [4e8],
  name: ["IMG_2041.mov"],
  names: [["trip", "notes.txt"], ["trip"], ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]],
  now: [formatSpeed(12_000_000)],
  origin: ["https://share.example"],
  percent: [formatPercent(0.42)],
  periodMs: [600_000],
  port: [3_478],
  problem: ["relay-failed", "relay-unreachable-there", "relay-unreachable"],
  roundTripMs: [12],
  size: [formatBytes(1.1e9)],
  span: [formatSpan(120_000)],
  speed: [formatSpeed(8.4e7)],
  state: ["Declined"],
  status: [502],
  texts: [3, 0, 1],
  time: [formatClock(Date.UTC(2026, 0, 5, 20, 14))],
  title: ["Nobody"],
  tlsPort: [5_349, null],
  transport: ["udp", "tcp", "tls"],
  version: [156, undefined],
  what: ["Paused"],
  wait: [formatSpan(120_000)],
  why: ["no-server", "refused"],
});

/** One try of a word: what was put in, and what was said; of a word that says title and body, both. */
export interface Said {
  readonly values: readonly unknown[];
  readonly sentences: readonly string[];
}

/**
 * Says a word with each of the samples that its parameters ask for.
 *
 * @param english the same word in English, whose source names the parameters
 * @throws where nobody has said what a parameter of that name may be
 */
export function trialsOf(leaf: Leaf, english: Leaf): readonly Said[] {
  if (typeof leaf === "string") return [{ values: [], sentences: [leaf] }];
  const { names, isOneObject } = parametersOf(english as () => unknown);
  const known = samples();
  const choices = names.map((name) => {
    const values = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!values) throw new Error(`client/testing/word-samples.ts has no value for a parameter named ${name}`);
    return values;
  });
  return turns(choices).map((values) => {
    const input = isOneObject ? [Object.fromEntries(names.map((name, i) => [name, values[i]]))] : values;
    return { values, sentences: sentencesOf((leaf as (...input: unknown[]) => unknown)(...input)) };
  });
}

/** The first value of each, and then every other one while the rest stay. */
function turns(choices: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  const first = choices.map(([value]) => value);
  const others = choices.flatMap((values, place) => values.slice(1).map((value) => first.with(place, value)));
  return [first, ...others];
}

function sentencesOf(said: unknown): readonly string[] {
  if (typeof said === "object" && said !== null) return Object.values(said).flatMap(sentencesOf);
  return typeof said === "string" ? [said] : [`${said}`];
}

function parametersOf(word: () => unknown) {
  const [, list = ""] = /^[^(]*\(([^)]*)\)/.exec(String(word)) ?? [];
  const isOneObject = list.trim().startsWith("{");
  const names = [...list.matchAll(/(?:^|[,{])\s*([\w$]+)/g)].map(([, name = ""]) => name);
  return { names, isOneObject };
}

const FORMATS = [String, formatCount, formatBytes, formatSpeed, formatSpan, formatMillis, formatPercent];

/** Every way in which a value may stand in a sentence of the language that is shown. */
export function formsOf(value: unknown): readonly string[] {
  if (typeof value === "number") return FORMATS.map((format) => format(value));
  // A word of the code, such as "udp", chooses what is said and is not itself said.
  if (typeof value === "string") return /^[a-z-]+$/.test(value) ? [] : [value];
  return Array.isArray(value) ? [formatList(value.map(String))] : [];
}
