import { describe, expect, test } from "bun:test";
import type { Round } from "./figures.ts";
import { roundLine, summaryLines } from "./report.ts";

const SCALE = { sessions: 9_968, idleSockets: 10_000 };

const round = (product: Partial<Round["product"]> = {}): Round => ({
  bare: {
    connectionsPerCpuSecond: 20_000,
    openBytesPerSocket: 2_048,
    roundTripsPerCpuSecond: 100_000,
    idleCpuShare: 0.01,
    failures: 0,
  },
  product: {
    connectionsPerCpuSecond: 10_000,
    openBytesPerSocket: 3_072,
    roundTripsPerCpuSecond: 50_000,
    failures: 0,
    joinedRssBytes: 104_857_600,
    peakRssBytes: 268_435_456,
    joinedBytesPerSocket: 4_096,
    pairsPerCpuSecond: 7_500,
    relay: { p50Ms: 0.25, p99Ms: 1.5, maxMs: 30, latestMs: 2 },
    idleCpuShare: 0.0123,
    ...product,
  },
});

const lineOf = (rounds: readonly Round[], title: string) =>
  summaryLines(rounds, SCALE)
    .find((line) => line.startsWith(title))
    ?.replace(/ {2,}/g, " | ");

describe("the report", () => {
  test("[BENCH1] each target is told and judged by the median, and its bound itself meets it", () => {
    expect(lineOf([round()], "memory, 9,968 sessions joined (19,936 sockets)")).toEndWith(
      "100.0 MiB | 100.0 MiB to 100.0 MiB | <= 256.0 MiB | met",
    );
    expect(lineOf([round()], "memory, peak")).toEndWith("<= 256.0 MiB | met");
    expect(lineOf([round()], "memory per socket, joined")).toContain("4.00 KiB");
    expect(lineOf([round()], "create and join")).toEndWith("7,500 to 7,500 | >= 7,500 | met");
    expect(lineOf([round()], "CPU while 10,000 sockets")).toEndWith("| 1.23 % to 1.23 % | <= 2.00 % | met");
  });

  test("[BENCH1] the median and the spread are of all rounds", () => {
    const rounds = [7_000, 9_000, 7_499].map((pairsPerCpuSecond) => round({ pairsPerCpuSecond }));
    expect(lineOf(rounds, "create and join")).toEndWith("| 7,499 | 7,000 to 9,000 | >= 7,500 | missed");
  });

  test("[BENCH1] one failure in any round is a missed target", () => {
    expect(lineOf([round(), round({ failures: 1 }), round()], "failures")).toEndWith("| <= 0 | missed");
  });

  test("[BENCH1] the product is compared with the bare server round by round", () => {
    expect(lineOf([round()], "bare: new connections")).toEndWith("| 20,000 | 20,000 to 20,000");
    const ratioOf = (title: string) => lineOf([round(), round()], `product / bare: ${title}`);
    expect(ratioOf("new connections per CPU-second")).toEndWith("| 0.50 | 0.50 to 0.50");
    expect(ratioOf("memory per socket, open")).toEndWith("| 1.50 | 1.50 to 1.50");
    expect(ratioOf("CPU while 10,000 sockets ping every 30 s")).toEndWith("| 1.23 | 1.23 to 1.23");
    expect(ratioOf("round trips of a ping per CPU-second")).toEndWith("| 0.50 | 0.50 to 0.50");
  });

  test("[BENCH1] a round is told in one line", () => {
    expect(roundLine(2, round(), "product")).toBe(
      "round 2: 20,000 and 10,000 connections per CPU-second, 7,500 pairs, p99 1.50 ms (product first)",
    );
  });
});
