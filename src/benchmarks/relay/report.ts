import { largest, median } from "../statistics.ts";
import { aligned, KIB, MIB, type Target, targetText, verdict, whole } from "../table.ts";
import { type BySide, type Round, SIDES, type SideName } from "./figures.ts";
import { ALLOCATIONS, DATA_BYTES, PACED_PER_SECOND } from "./scale.ts";
import { isCannot } from "./turns.ts";

type Format = (value: number) => string;

const oneDecimal: Format = (value) => value.toFixed(1);
const twoDecimals: Format = (value) => value.toFixed(2);

/** One line of the table. */
interface Figure {
  readonly title: string;
  /** One per round in which the side could, or one for all rounds. */
  readonly values: Readonly<Record<SideName, readonly number[]>>;
  readonly format: Format;
  /** For the product. */
  readonly target?: Target;
  /** For the product as a multiple of coturn, round by round. */
  readonly ratioTarget?: Target;
}

/** One line about a round that has ended. */
export function roundLine(number: number, { byPairs }: Round, order: readonly SideName[]): string {
  const speeds = byPairs.map(({ pairs, flood }) => {
    const each = SIDES.map((side) => figureOf(flood, side, "messagesPerSecond").map(whole)[0] ?? "none");
    return `${pairsText(pairs)} ${each.join(", ")}`;
  });
  return `round ${number}: messages/s of ${SIDES.join(", ")}: ${speeds.join("; ")} (${order[0]} first)`;
}

/** The table of all figures, each a median and its spread, and what could not be measured. */
export function summaryLines(rounds: readonly Round[]): string[] {
  const byPairs = (rounds[0]?.byPairs ?? []).flatMap((_, index) => pairsFigures(rounds, index));
  const figures = [...byPairs, wrongMessages(rounds), ...memoryFigures(rounds)];
  const header = [`median (spread of ${rounds.length})`, ...SIDES, "product / coturn", "target", ""];
  return [...aligned([header, ...figures.map(cellsOf)]), ...cannotLines(rounds)];
}

function pairsFigures(rounds: readonly Round[], index: number): Figure[] {
  const at = rounds.flatMap(({ byPairs }) => byPairs[index] ?? []);
  const title = (text: string) => `${pairsText(at[0]?.pairs ?? 0)}: ${text}`;
  const paced = at.map((figures) => figures.paced);
  const floods = at.map(({ flood }) => flood);
  const speeds = valuesOf(floods, "messagesPerSecond");
  const serverMicros = valuesOf(floods, "serverMicros");
  return [
    { title: title("messages/s"), values: speeds, format: whole, ratioTarget: { atLeast: 1.75 } },
    {
      title: title("application data, MB/s"),
      values: mapped(speeds, (value) => (value * DATA_BYTES) / 1_000_000),
      format: oneDecimal,
    },
    {
      title: title("server's CPU per message, us"),
      values: serverMicros,
      format: oneDecimal,
      ratioTarget: { atMost: 0.55 },
    },
    {
      title: title("cores that the server keeps busy"),
      values: mapped(speeds, (speed, round, side) => (speed * (serverMicros[side][round] ?? 0)) / 1_000_000),
      format: twoDecimals,
    },
    {
      title: title("load's own CPU per message, us"),
      values: valuesOf(floods, "loadMicros"),
      format: oneDecimal,
    },
    { title: title("lost"), values: summed(valuesOf(floods, "lost")), format: whole, target: { atMost: 0 } },
    {
      title: title(`lost of ${whole(PACED_PER_SECOND)}/s`),
      values: summed(valuesOf(paced, "lost")),
      format: whole,
      target: { atMost: 0 },
    },
    { title: title("really sent then, messages/s"), values: valuesOf(paced, "sentPerSecond"), format: whole },
  ];
}

function wrongMessages(rounds: readonly Round[]): Figure {
  const steps = rounds.flatMap(({ byPairs }) => byPairs.flatMap(({ flood, paced }) => [flood, paced]));
  const values = summed(valuesOf<"wrong">(steps, "wrong"));
  return { title: "wrong messages in all steps", values, format: whole, target: { atMost: 0 } };
}

function memoryFigures(rounds: readonly Round[]): Figure[] {
  const memory = rounds.map((round) => round.memory);
  const inUnits = (key: "idleRssBytes" | "rssBytes" | "furtherBytes", unit: number) =>
    mapped(valuesOf(memory, key), (bytes) => bytes / unit);
  return [
    { title: "memory without allocations, MiB", values: inUnits("idleRssBytes", MIB), format: oneDecimal },
    {
      title: `memory with ${whole(ALLOCATIONS.first)} allocations, MiB`,
      values: inUnits("rssBytes", MIB),
      format: oneDecimal,
      target: { atMost: 100 },
    },
    {
      title: `each further one up to ${whole(ALLOCATIONS.last)}, KiB`,
      values: inUnits("furtherBytes", KIB),
      format: oneDecimal,
      target: { atMost: 12 },
    },
  ];
}

function cellsOf({ title, values, format, target, ratioTarget }: Figure): string[] {
  const cells = [title, ...SIDES.map((side) => spread(values[side], format))];
  if (ratioTarget) {
    const ratios = values.product.map((value, round) => value / (values.coturn[round] ?? Number.NaN));
    const judged = [targetText(ratioTarget, twoDecimals), verdict(ratios, ratioTarget)];
    return [...cells, spread(ratios, twoDecimals), ...judged];
  }
  return target ? [...cells, "", targetText(target, format), verdict(values.product, target)] : cells;
}

function spread(values: readonly number[], format: Format): string {
  if (values.length === 0) return "cannot";
  const middle = format(median(values));
  return values.length === 1
    ? middle
    : `${middle} (${format(Math.min(...values))}-${format(largest(values))})`;
}

function cannotLines(rounds: readonly Round[]): string[] {
  const results = rounds.flatMap(({ takesChannelData, byPairs, memory }) => [
    takesChannelData["node-turn"],
    ...byPairs.flatMap(({ flood, paced }) => [flood["node-turn"], paced["node-turn"]]),
    memory["node-turn"],
  ]);
  const reasons = new Set(results.flatMap((result) => (isCannot(result) ? result.cannot : [])));
  const drops = SIDES.filter((side) => rounds.some((round) => round.takesChannelData[side] === false));
  return [
    ...drops.map((side) => `${side} cannot: ChannelData from a client. It was sent Send indications.`),
    ...[...reasons].map((reason) => `node-turn cannot: ${reason}`),
  ];
}

function valuesOf<K extends string>(
  results: readonly BySide<Readonly<Record<K, number>>>[],
  key: K,
): Figure["values"] {
  const of = (side: SideName) => results.flatMap((result) => figureOf(result, side, key));
  return { product: of("product"), coturn: of("coturn"), "node-turn": of("node-turn") };
}

/** Nothing where the side could not. */
function figureOf<K extends string>(
  results: BySide<Readonly<Record<K, number>>>,
  side: SideName,
  key: K,
): number[] {
  const result = results[side];
  return isCannot(result) ? [] : [result[key]];
}

function mapped(
  values: Figure["values"],
  map: (value: number, round: number, side: SideName) => number,
): Figure["values"] {
  const of = (side: SideName) => values[side].map((value, round) => map(value, round, side));
  return { product: of("product"), coturn: of("coturn"), "node-turn": of("node-turn") };
}

/** Of all rounds together. */
function summed(values: Figure["values"]): Figure["values"] {
  const of = (side: SideName) =>
    values[side].length > 0 ? [values[side].reduce((sum, value) => sum + value)] : [];
  return { product: of("product"), coturn: of("coturn"), "node-turn": of("node-turn") };
}

function pairsText(pairs: number): string {
  return pairs === 1 ? "1 pair" : `${pairs} pairs`;
}
