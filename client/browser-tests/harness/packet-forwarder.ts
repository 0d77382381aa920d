import { writeSync } from "node:fs";
import { PollSet } from "../../../src/benchmarks/relay/load/poll-set.ts";
import { SeededRandom } from "../../../src/testing/seeded-random.ts";
import { OneWay, type OneWayCounts } from "./one-way.ts";
import { TunDevice } from "./tun-device.ts";

/** What the process is told, as JSON in its only argument. */
export interface ForwarderOptions {
  /** The kernel's file for TUN devices. */
  readonly file: string;
  /** Names of the two devices that it makes. */
  readonly devices: readonly [left: string, right: string];
  readonly oneWayDelayMs: number;
  /** Of each direction, 0 to 1. */
  readonly lossRate: number;
  readonly seed: number;
}

/** What it says, as JSON, when it ends. */
export interface ForwarderCounts {
  readonly leftToRight: Readonly<OneWayCounts>;
  readonly rightToLeft: Readonly<OneWayCounts>;
  /** CPU time of the whole process, its start included. */
  readonly cpuMs: number;
}

/** How exact arrivals are. Between two looks packets gather, because to wake up costs as much as ten of them. */
const TICK_MS = 0.5;
/** Brings the way back far from the way there in the one sequence that all seeds start somewhere. */
const WAY_BACK = 0x9e37_79b1;
const IDLE_MS = 60_000;
const STDIN = { fd: 0 };

if (import.meta.main) forward(JSON.parse(process.argv[2] ?? "") as ForwarderOptions);

/**
 * A process of its own that joins two TUN devices by a link with a delay and losses.
 *
 * It prints a line as soon as both devices exist, and ends when its standard input is closed: with its owner, if
 * not before.
 */
function forward({ file, devices, oneWayDelayMs: delayMs, lossRate, seed }: ForwarderOptions): void {
  const [left, right] = [new TunDevice(file, devices[0]), new TunDevice(file, devices[1])];
  const direction = (from: TunDevice, to: TunDevice, ownSeed: number) =>
    new OneWay(from, to, { delayMs, lossRate, random: new SeededRandom(ownSeed) });
  const leftToRight = direction(left, right, seed);
  const rightToLeft = direction(right, left, Math.imul(seed, WAY_BACK));
  say("ready");
  carry(left, right, [leftToRight, rightToLeft]);
  const { user, system } = process.cpuUsage();
  const cpuMs = (user + system) / 1_000;
  const counts: ForwarderCounts = { leftToRight: leftToRight.counts, rightToLeft: rightToLeft.counts, cpuMs };
  say(JSON.stringify(counts));
}

/** Holds up the process until standard input is closed: it has nothing else to do. */
function carry(left: TunDevice, right: TunDevice, directions: readonly OneWay[]): void {
  const anything = new PollSet([STDIN, left, right]);
  const owner = new PollSet([STDIN]);
  for (;;) {
    const isQuiet = directions.every(({ isEmpty }) => isEmpty);
    const waiting = isQuiet ? anything : owner;
    waiting.wait(isQuiet ? IDLE_MS : TICK_MS);
    if (waiting.isReady(0)) return;
    for (const [index, direction] of directions.entries()) {
      const count = direction.takeIn();
      if (isQuiet && count === 0 && anything.isReady(index + 1)) throw new Error("a device is gone");
      direction.letOut();
    }
  }
}

/** At once: streams would wait for an event loop that does not turn. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
