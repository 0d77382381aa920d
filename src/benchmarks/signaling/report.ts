import { largest, median } from "../statistics.ts";
import { aligned, KIB, MIB, type Target, targetText, verdict, whole } from "../table.ts";
import type { ProductFigures, Round } from "./figures.ts";

/** What was measured with. */
export interface Scale {
  readonly sessions: number;
  readonly idleSockets: number;
}

interface Row {
  readonly title: string;
  /** One value per round. */
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  readonly target?: Target;
}

const mebibytes = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;
const kibibytes = (bytes: number) => `${(bytes / KIB).toFixed(2)} KiB`;
const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`;
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const ratio = (value: number) => value.toFixed(2);

/** Titles of what is measured of both servers. */
const TITLES = {
  connections: "new connections per CPU-second",
  openMemory: "memory per socket, open",
  roundTrips: "round trips of a ping per CPU-second",
  idle: (sockets: number) => `CPU while ${whole(sockets)} sockets ping every 30 s`,
};

/** One line about a round that has ended. */
export function roundLine(number: number, { bare, product }: Round, first: keyof Round): string {
  const connections = `${whole(bare.connectionsPerCpuSecond)} and ${whole(product.connectionsPerCpuSecond)}`;
  const rest = `${whole(product.pairsPerCpuSecond)} pairs, p99 ${milliseconds(product.relay.p99Ms)}`;
  return `round ${number}: ${connections} connections per CPU-second, ${rest} (${first} first)`;
}

/** The table of all figures. */
export function summaryLines(rounds: readonly Round[], scale: Scale): string[] {
  const rows = [...productRows(rounds, scale), ...yardstickRows(rounds, scale)];
  const cells = rows.map(({ title, values, format, target }) => [
    title,
    format(median(values)),
    `${format(Math.min(...values))} to ${format(largest(values))}`,
    target ? targetText(target, format) : "",
    target ? verdict(values, target) : "",
  ]);
  return aligned([["", "median", `spread of ${rounds.length}`, "target", ""], ...cells]);
}

function productRows(rounds: readonly Round[], { sessions, idleSockets }: Scale): Row[] {
  const of = (value: (product: ProductFigures) => number) => rounds.map(({ product }) => value(product));
  const failures = rounds.reduce((sum, { bare, product }) => sum + bare.failures + product.failures, 0);
  return [
    {
      title: `memory, ${whole(sessions)} sessions joined (${whole(2 * sessions)} sockets)`,
      values: of(({ joinedRssBytes }) => joinedRssBytes),
      format: mebibytes,
      target: { atMost: 256 * MIB },
    },
    {
      title: "memory, peak of the round",
      values: of(({ peakRssBytes }) => peakRssBytes),
      format: mebibytes,
      target: { atMost: 256 * MIB },
    },
    { title: "failures, sum of all rounds", values: [failures], format: whole, target: { atMost: 0 } },
    {
      title: TITLES.openMemory,
      values: of(({ openBytesPerSocket }) => openBytesPerSocket),
      format: kibibytes,
    },
    {
      title: "memory per socket, joined",
      values: of(({ joinedBytesPerSocket }) => joinedBytesPerSocket),
      format: kibibytes,
      target: { atMost: 8 * KIB },
    },
    {
      title: TITLES.connections,
      values: of(({ connectionsPerCpuSecond }) => connectionsPerCpuSecond),
      format: whole,
      target: { atLeast: 8_000 },
    },
    {
      title: "create and join (2 messages in, 3 out) per CPU-second",
      values: of(({ pairsPerCpuSecond }) => pairsPerCpuSecond),
      format: whole,
      target: { atLeast: 7_500 },
    },
    {
      title: TITLES.roundTrips,
      values: of(({ roundTripsPerCpuSecond }) => roundTripsPerCpuSecond),
      format: whole,
    },
    { title: "relay of one offer, p50", values: of(({ relay }) => relay.p50Ms), format: milliseconds },
    {
      title: "relay of one offer, p99",
      values: of(({ relay }) => relay.p99Ms),
      format: milliseconds,
      target: { atMost: 10 },
    },
    { title: "relay of one offer, max", values: of(({ relay }) => relay.maxMs), format: milliseconds },
    {
      title: "latest send of the load client meanwhile",
      values: of(({ relay }) => relay.latestMs),
      format: milliseconds,
    },
    {
      title: TITLES.idle(idleSockets),
      values: of(({ idleCpuShare }) => idleCpuShare),
      format: percent,
      target: { atMost: 0.02 },
    },
  ];
}

/** The same of the bare server, and the product as a multiple of it, round by round. */
function yardstickRows(rounds: readonly Round[], { idleSockets }: Scale): Row[] {
  const compared = [
    [TITLES.connections, "connectionsPerCpuSecond", whole],
    [TITLES.openMemory, "openBytesPerSocket", kibibytes],
    [TITLES.roundTrips, "roundTripsPerCpuSecond", whole],
    [TITLES.idle(idleSockets), "idleCpuShare", percent],
  ] as const;
  return compared.flatMap(([title, key, format]) => [
    { title: `bare: ${title}`, values: rounds.map(({ bare }) => bare[key]), format },
    {
      title: `product / bare: ${title}`,
      values: rounds.map(({ bare, product }) => product[key] / bare[key]),
      format: ratio,
    },
  ]);
}
