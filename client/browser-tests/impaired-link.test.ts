import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { DelayQueue } from "./harness/delay-queue.ts";
import {
  ADDRESS_OF,
  delayLink,
  type Impairment,
  makePlaces,
  removePlaces,
  SERVER_ADDRESS,
  shapeLink,
} from "./harness/impaired-link.ts";
import { inPlace, type Place, prepareNamespaces } from "./harness/nat-network.ts";
import type { ForwarderCounts } from "./harness/packet-forwarder.ts";
import { BURST, PROBE_BYTES, type ProbeResult } from "./harness/udp-probe.ts";

const ALL = Array.from({ length: BURST }, (_, number) => number);
const script = (name: string) => join(import.meta.dir, "harness", name);

describe("packets on their way", () => {
  test("[BENCH2] leave in the order they came, none before it is due", () => {
    const queue = new DelayQueue(4);
    for (const bytes of [100, 200, 300]) queue.push(bytes, bytes);
    const left: number[] = [];
    for (const nowMs of [99, 100, 299, 299, 299, 300]) {
      const packet = queue.due(nowMs);
      if (packet) queue.shift();
      left.push(packet?.bytes ?? 0);
    }
    expect(left).toEqual([0, 100, 200, 0, 0, 300]);
    expect(queue.isEmpty).toBe(true);
  });

  test("[BENCH2] are dropped where too many wait, those that came last", () => {
    const queue = new DelayQueue(2);
    expect([1, 2, 3].map((bytes) => queue.push(bytes, 0))).toEqual([true, true, false]);
    expect(queue.due(0)?.bytes).toBe(1);
    queue.shift();
    expect(queue.push(4, 0)).toBe(true);
    queue.shift();
    expect(queue.due(0)?.bytes).toBe(4);
  });
});

const canMakeNamespaces = prepareNamespaces();
if (!canMakeNamespaces) {
  process.stderr.write(
    "\n*** TESTS OF THE IMPAIRED LINK SKIPPED: named network namespaces need root ***\n\n",
  );
}

describe.skipIf(!canMakeNamespaces)("the link between two places", () => {
  const echoes: Bun.Subprocess[] = [];

  beforeAll(makePlaces);
  afterAll(removePlaces);

  afterEach(() => {
    for (const echo of echoes.splice(0)) echo.kill();
  });

  /** Starts an echo in that place, or beside the server. @returns its port */
  async function startEcho(place?: Place): Promise<string> {
    const command = [process.execPath, script("udp-echo.ts")];
    const echo = Bun.spawn(place ? inPlace(place, command) : command, { stdin: "pipe", stdout: "pipe" });
    echoes.push(echo);
    for await (const printed of echo.stdout.values({ preventCancel: true }))
      return new TextDecoder().decode(printed).trim();
    throw new Error("the echo has ended");
  }

  async function probe(address: string, port: string): Promise<ProbeResult> {
    const command = inPlace("left", [process.execPath, script("udp-probe.ts"), address, port]);
    const { stdout } = Bun.spawn(command, { stdin: "ignore", stdout: "pipe" });
    return (await new Response(stdout).json()) as ProbeResult;
  }

  async function probeOver(impairment: Impairment, from: "right" | "server") {
    const port = await startEcho(from === "right" ? from : undefined);
    const link = await delayLink(impairment);
    let counts: ForwarderCounts | undefined;
    let result: ProbeResult;
    try {
      result = await probe(from === "right" ? ADDRESS_OF.right : SERVER_ADDRESS, port);
    } finally {
      counts = await link.stop();
    }
    return { ...result, counts };
  }

  test("[BENCH2] delays every packet by so much each way, and keeps their order", async () => {
    const { numbers, roundTripMs } = await probeOver({ oneWayDelayMs: 30, lossRate: 0, seed: 1 }, "right");
    expect(numbers).toEqual(ALL);
    expect(Math.min(...roundTripMs)).toBeGreaterThanOrEqual(60);
  });

  test("[BENCH2] loses the very same packets with the same seed, in both directions", async () => {
    const lossy = (seed: number) => probeOver({ oneWayDelayMs: 5, lossRate: 0.1, seed }, "right");
    const [first, again, other] = [await lossy(1), await lossy(1), await lossy(2)];
    expect(first.numbers).toEqual(ALL.filter((number) => first.numbers.includes(number)));
    expect(again.numbers).toEqual(first.numbers);
    expect(other.numbers).not.toEqual(first.numbers);
    for (const { leftToRight, rightToLeft } of [first.counts, other.counts]) {
      expect(leftToRight.lost).toBeGreaterThan(0);
      expect(rightToLeft.lost).toBeGreaterThan(0);
    }
  });

  test("[BENCH2] carries nothing of what goes to the server", async () => {
    const { numbers, counts } = await probeOver({ oneWayDelayMs: 60_000, lossRate: 1, seed: 1 }, "server");
    expect(numbers).toEqual(ALL);
    const nothing = { carried: 0, lost: 0, overflowed: 0 };
    expect(counts).toMatchObject({ leftToRight: nothing, rightToLeft: nothing });
  });

  test("[BENCH2] holds up what exceeds its rate where it has one", async () => {
    const port = await startEcho("right");
    const link = shapeLink(10);
    try {
      const { numbers } = await probe(ADDRESS_OF.right, port);
      expect(numbers).toEqual(ALL);
      const { packets, bytes, overlimits } = link.counts();
      expect(packets).toBeGreaterThan(BURST);
      expect(bytes).toBeGreaterThan(packets * PROBE_BYTES);
      expect(overlimits).toBeGreaterThan(0);
    } finally {
      link.stop();
    }
  });
});
