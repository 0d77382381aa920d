import { largest, percentile } from "../statistics.ts";
import type { ProductFigures, RelayFigures, SideFigures } from "./figures.ts";
import { type Plan, split } from "./plan.ts";
import { SignalingServer } from "./signaling-server.ts";
import { type Cost, Trial } from "./trial.ts";

/** Enough for the 10 ms in which Linux counts CPU time to be below one percent. */
const LEAST_PAIRS = 20_000;
const LEAST_ROUND_TRIPS = 100_000;

const RELAYS_PER_SECOND = 1_000;
/** Each session relays once; where there are fewer, some do it again. */
const LEAST_RELAYS = 5_000;

/** As the page does by default. */
const HEARTBEAT_MS = 30_000;
/** Sessions while idle CPU is measured; with fewer it is a rough look, and a short one. */
const IDLE_SESSIONS = 5_000;
const IDLE_SECONDS = 20;
const ROUGH_IDLE_SECONDS = 10;

/** Measures the yardstick once. */
export async function measureBare(plan: Plan): Promise<SideFigures> {
  const busy = await Trial.with(SignalingServer.bare(), plan, async (trial) => {
    const opened = await openAll(trial);
    const roundTripsPerCpuSecond = await roundTrips(trial, "ping");
    return { ...figuresOf(opened, trial), roundTripsPerCpuSecond, failures: failuresOf(trial, "bare") };
  });
  const idle = await idleCpu(SignalingServer.bare(), plan, "ping");
  return { ...busy, ...idle, failures: busy.failures + idle.failures };
}

/** Measures the product once. */
export async function measureProduct(plan: Plan): Promise<ProductFigures> {
  const busy = await Trial.with(SignalingServer.product(plan.sessions), plan, async (trial) => {
    const { server, sockets } = trial;
    const opened = await openAll(trial);
    await trial.run(() => ({ type: "pair" }));
    const joinedRssBytes = await server.settledRssBytes();
    const pairsPerCpuSecond = await pairs(trial);
    const roundTripsPerCpuSecond = await roundTrips(trial, "pong");
    const relay = await relayLatency(trial);
    return {
      ...figuresOf(opened, trial),
      joinedRssBytes,
      peakRssBytes: server.peakRssBytes(),
      joinedBytesPerSocket: (joinedRssBytes - opened.idleRssBytes) / sockets,
      pairsPerCpuSecond,
      roundTripsPerCpuSecond,
      relay,
      failures: failuresOf(trial, "product"),
    };
  });
  const idle = await idleCpu(SignalingServer.product(plan.sessions), plan, "pong", (trial) =>
    trial.run(() => ({ type: "pair" })),
  );
  return { ...busy, ...idle, failures: busy.failures + idle.failures };
}

/** The sockets that say that they are there while idle CPU is measured. */
export function idleSockets({ sessions }: Plan): number {
  return 2 * Math.min(sessions, IDLE_SESSIONS);
}

interface Opened {
  readonly idleRssBytes: number;
  readonly openRssBytes: number;
  readonly cost: Cost;
}

async function openAll(trial: Trial): Promise<Opened> {
  const { server } = trial;
  const idleRssBytes = await server.settledRssBytes();
  const url = `${server.url.replace("http:", "ws:")}/ws`;
  const cost = await trial.cost((sessions) => ({ type: "open", url, sessions }));
  return { idleRssBytes, openRssBytes: await server.settledRssBytes(), cost };
}

function figuresOf({ idleRssBytes, openRssBytes, cost }: Opened, { sockets }: Trial) {
  return {
    connectionsPerCpuSecond: cost.succeeded / cost.cpuSeconds,
    openBytesPerSocket: (openRssBytes - idleRssBytes) / sockets,
  };
}

/** Ends and remakes all sessions on the sockets that are open; only the making is counted. */
async function pairs(trial: Trial): Promise<number> {
  const costs: Cost[] = [];
  while (total(costs, "succeeded") < LEAST_PAIRS) {
    await trial.run(() => ({ type: "part" }));
    costs.push(await trial.cost(() => ({ type: "pair" })));
  }
  return total(costs, "succeeded") / total(costs, "cpuSeconds");
}

async function roundTrips(trial: Trial, reply: string): Promise<number> {
  // Once unmeasured, so that both servers have their code for it compiled.
  await trial.run(() => ({ type: "round-trips", passes: 1, reply }));
  const passes = Math.ceil(LEAST_ROUND_TRIPS / trial.sockets);
  const { succeeded, cpuSeconds } = await trial.cost(() => ({ type: "round-trips", passes, reply }));
  return succeeded / cpuSeconds;
}

async function relayLatency(trial: Trial): Promise<RelayFigures> {
  const { sessions, shares } = trial.plan;
  const perSecond = RELAYS_PER_SECOND / shares.length;
  const count = Math.ceil(Math.max(sessions, LEAST_RELAYS) / shares.length);
  const { latenciesMs = [], latestMs = 0 } = await trial.run(() => ({ type: "relay", count, perSecond }));
  return {
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    maxMs: largest(latenciesMs),
    latestMs,
  };
}

/**
 * In a process of its own: one that has just closed thousands of sockets is not idle, it cleans up.
 *
 * @param prepare brings all sockets into the state in which they are idle
 */
function idleCpu(
  server: Promise<SignalingServer>,
  plan: Plan,
  reply: string,
  prepare: (trial: Trial) => Promise<unknown> = async () => {},
): Promise<{ readonly idleCpuShare: number; readonly failures: number }> {
  return Trial.with(server, idlePlan(plan), async (trial) => {
    await openAll(trial);
    await prepare(trial);
    await trial.run(() => ({ type: "round-trips", passes: 1, reply }));
    await trial.server.settledRssBytes();
    const startedAt = performance.now();
    const { cpuSeconds } = await trial.cost(() => ({
      type: "heartbeat",
      everyMs: HEARTBEAT_MS,
      seconds: plan.sessions < IDLE_SESSIONS ? ROUGH_IDLE_SECONDS : IDLE_SECONDS,
      reply,
    }));
    const idleCpuShare = cpuSeconds / ((performance.now() - startedAt) / 1_000);
    return { idleCpuShare, failures: failuresOf(trial, "idle") };
  });
}

function idlePlan({ sessions, shares }: Plan): Plan {
  const idle = Math.min(sessions, IDLE_SESSIONS);
  return { sessions: idle, shares: split(idle, shares.length) };
}

function failuresOf({ failures }: Trial, side: string): number {
  if (failures.problem) process.stderr.write(`${side}: ${failures.count} failures: ${failures.problem}\n`);
  return failures.count;
}

function total(costs: readonly Cost[], key: keyof Cost): number {
  return costs.reduce((sum, cost) => sum + cost[key], 0);
}
