import { beforeEach, expect, test } from "bun:test";
import type { TlsPair } from "../ports/certificate.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { Handover } from "./handover.ts";

const FINISH_MS = 10_000;
const pairOf = (name: string): TlsPair => ({ cert: name, key: name });

/** What was done with listeners, in order. */
let done: string[];
let clock: FakeClock;
let log: MemoryLog;
let isBroken: boolean;
/** Whether listeners cannot be left to finish. */
let isStuck: boolean;

beforeEach(() => {
  done = [];
  clock = new FakeClock();
  log = new MemoryLog();
  isBroken = false;
  isStuck = false;
});

function begin(port: number): Handover<{ port: number; stop(closeConnections?: boolean): void }> {
  const open = ({ cert }: TlsPair, at: number, isShared: boolean) => {
    if (isBroken) throw new Error("no more files");
    done.push(`open ${cert}${isShared ? "" : " alone"}`);
    const stop = async (isForced = false) => {
      done.push(`${isForced ? "end" : "leave"} ${cert}`);
      if (isStuck && !isForced) throw new Error("stuck");
    };
    return [{ port: at || 50_000, stop }];
  };
  const steerPort = (at: number, index: number) => {
    done.push(`steer ${at} to ${index}`);
    return true;
  };
  return new Handover(pairOf("one"), port, open, { clock, log, steerPort });
}

test("[TLS2] a port of one's choice is opened alone first, and a free one at once", () => {
  begin(8_443);
  expect(done).toEqual(["open one alone", "end one", "open one"]);
  done = [];
  begin(0);
  expect(done).toEqual(["open one"]);
});

test("[TLS3] a successor gets all new connections before the predecessor leaves", () => {
  const handover = begin(0);
  done = [];
  handover.renew(pairOf("two"));
  expect(done).toEqual(["open two", "steer 50000 to 1"]);
  clock.advance(FINISH_MS);
  expect(done.slice(2)).toEqual(["leave one", "steer 50000 to 0"]);
});

test("[TLS3] of several renewals during another one the last counts", () => {
  const handover = begin(0);
  done = [];
  for (const name of ["two", "three", "four"]) handover.renew(pairOf(name));
  clock.advance(FINISH_MS);
  expect(done.filter((step) => step.startsWith("open"))).toEqual(["open two", "open four"]);
});

test("[TLS3] a successor that cannot open is tried again, and the one before stays", () => {
  const handover = begin(0);
  isBroken = true;
  handover.renew(pairOf("two"));
  clock.advance(FINISH_MS);
  expect(log.lines.map(({ event }) => event)).toEqual(["certificate-not-used", "certificate-not-used"]);
  expect(done).toEqual(["open one"]);
  isBroken = false;
  handover.renew(pairOf("three"));
  clock.advance(3 * FINISH_MS);
  expect(done).toEqual(["open one", "open three", "steer 50000 to 1", "leave one", "steer 50000 to 0"]);
});

test("[TLS3] at its end nothing is left, of predecessors neither", async () => {
  const handover = begin(0);
  handover.renew(pairOf("two"));
  done = [];
  await handover.stop();
  expect(done.sort()).toEqual(["end one", "end two"]);
  clock.advance(2 * FINISH_MS);
  expect(done).toHaveLength(2);
});

test("[TLS3] a predecessor that cannot leave is told in the log, and closed by force at the end", async () => {
  const handover = begin(0);
  isStuck = true;
  handover.renew(pairOf("two"));
  clock.advance(FINISH_MS);
  await Promise.resolve();
  await Promise.resolve();
  expect(log.lines.map(({ event }) => event)).toEqual(["listener-not-closed"]);
  done = [];
  await handover.stop();
  expect(done.sort()).toEqual(["end one", "end two"]);
});
