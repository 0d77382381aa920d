import { describe, expect, test } from "bun:test";
import type { Round } from "./figures.ts";
import { roundLine, summaryLines } from "./report.ts";
import { orderOf } from "./turns.ts";

interface Choice {
  readonly speed?: number;
  readonly lost?: number;
  readonly nodeTurn?: "works" | "fails";
}

function round({ speed = 175_000, lost = 0, nodeTurn = "works" }: Choice = {}): Round {
  const cannot = { cannot: "it does not answer" };
  const flood = (messagesPerSecond: number, serverMicros: number) => ({
    messagesPerSecond,
    serverMicros,
    loadMicros: 3.5,
    lost,
    wrong: 0,
  });
  const paced = { sentPerSecond: 9_999, lost, wrong: 0 };
  const memory = (kibibytesEach: number) => ({
    idleRssBytes: 41_943_040,
    rssBytes: 104_857_600,
    furtherBytes: 1_024 * kibibytesEach,
  });
  return {
    byPairs: [1, 8].map((pairs) => ({
      pairs,
      flood: {
        product: flood(speed, 5.5),
        coturn: flood(100_000, 10),
        "node-turn": nodeTurn === "works" ? flood(30_000, 25) : cannot,
      },
      paced: { product: paced, coturn: paced, "node-turn": nodeTurn === "works" ? paced : cannot },
    })),
    memory: { product: memory(12), coturn: memory(23), "node-turn": cannot },
    takesChannelData: {
      product: true,
      coturn: true,
      "node-turn": nodeTurn === "works" ? false : cannot,
    },
  };
}

const lineOf = (rounds: readonly Round[], title: string) =>
  summaryLines(rounds)
    .find((line) => line.startsWith(title))
    ?.replace(/ {2,}/g, " | ");

describe("the report", () => {
  test("[BENCH1] the product is judged as a multiple of coturn, and the bound itself meets the target", () => {
    expect(lineOf([round()], "1 pair: messages/s")).toEndWith("| 1.75 | >= 1.75 | met");
    expect(lineOf([round()], "8 pairs: server's CPU per message")).toEndWith("| 0.55 | <= 0.55 | met");
  });

  test("[BENCH1] each side is told with its median and spread, and the ratio is that of each round", () => {
    const rounds = [160_000, 190_000, 174_000].map((speed) => round({ speed }));
    expect(lineOf(rounds, "1 pair: messages/s")).toBe(
      "1 pair: messages/s | 174,000 (160,000-190,000) | 100,000 (100,000-100,000) | 30,000 (30,000-30,000) | " +
        "1.74 (1.60-1.90) | >= 1.75 | missed",
    );
    expect(lineOf([round()], "1 pair: application data, MB/s")).toEndWith("| 210.0 | 120.0 | 36.0");
    expect(lineOf([round()], "1 pair: cores")).toEndWith("| 0.96 | 1.00 | 0.75");
  });

  test("[BENCH1] memory is judged in the units of its line", () => {
    expect(lineOf([round()], "memory with 1,000 allocations, MiB")).toEndWith("| <= 100.0 | met");
    expect(lineOf([round()], "each further one up to 4,000, KiB")).toBe(
      "each further one up to 4,000, KiB | 12.0 | 23.0 | cannot | <= 12.0 | met",
    );
  });

  test("[BENCH1] losses of all rounds are added up, and one is a missed target", () => {
    const rounds = [round(), round({ lost: 1 }), round()];
    expect(lineOf(rounds, "8 pairs: lost of 10,000/s")).toEndWith("| 1 | 1 | 1 | <= 0 | missed");
    expect(lineOf(rounds, "wrong messages in all steps")).toEndWith("| 0 | 0 | 0 | <= 0 | met");
  });

  test("[BENCH1] what the negative baseline cannot do is said once, with the reason", () => {
    const lines = summaryLines([round({ nodeTurn: "fails" }), round({ nodeTurn: "fails" })]);
    expect(lines.filter((line) => line.startsWith("node-turn"))).toEqual([
      "node-turn cannot: it does not answer",
    ]);
    expect(summaryLines([round()]).at(-2)).toBe(
      "node-turn cannot: ChannelData from a client. It was sent Send indications.",
    );
  });

  test("[BENCH1] a round is told in one line", () => {
    expect(roundLine(2, round({ nodeTurn: "fails" }), orderOf(2))).toBe(
      "round 2: messages/s of product, coturn, node-turn: " +
        "1 pair 175,000, 100,000, none; 8 pairs 175,000, 100,000, none (coturn first)",
    );
  });
});
