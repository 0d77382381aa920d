import { describe, expect, test } from "bun:test";
import { DatagramRuns, type RunTarget } from "./datagram-runs.ts";

/** Remembers what went out how, in order: `run 3 a`, `one 100 a`, `flush`. */
class FakeSystem {
  readonly log: string[] = [];
  takesRuns = true;
  isBlocked = false;
  readonly runs = new DatagramRuns({
    sendRun: ({ port }, datagrams) => {
      if (this.takesRuns) this.log.push(`run ${datagrams.map(({ length }) => length).join("+")} to ${port}`);
      else this.log.push("refused");
      return this.takesRuns;
    },
    batch: {
      send: (bytes, port) => void this.log.push(`one ${bytes.length} to ${port}`),
      flush: () => void this.log.push("flush"),
      isBlocked: () => this.isBlocked,
    },
    turnEnded: (datagrams) => void this.log.push(`end of ${datagrams}`),
  });
}

const target = (port: number, hasBytes = true): RunTarget => ({
  address: "10.0.0.1",
  port,
  socketAddress: hasBytes ? { ip: Uint8Array.of(10, 0, 0, 1), port } : undefined,
  waiting: [],
  refusals: 0,
});

function sendAll(system: FakeSystem, to: RunTarget, ...lengths: readonly number[]): void {
  for (const length of lengths) system.runs.send(new Uint8Array(length), to);
}

describe("datagrams of one turn", () => {
  test("[TURN50] for one client leave as runs of one length, a shorter one last", () => {
    const system = new FakeSystem();
    sendAll(system, target(1), 1_204, 1_204, 1_204, 60, 1_204, 1_204);
    system.runs.flush();
    expect(system.log).toEqual(["run 1204+1204+1204+60 to 1", "run 1204+1204 to 1", "flush"]);
  });

  test("[TURN50] for several clients are sorted by client", () => {
    const system = new FakeSystem();
    const [one, two] = [target(1), target(2)];
    for (let times = 0; times < 2; times++) {
      sendAll(system, one, 500);
      sendAll(system, two, 700);
    }
    system.runs.flush();
    expect(system.log).toEqual(["run 500+500 to 1", "run 700+700 to 2", "flush"]);
  });

  test("[TURN50] that are alone go as before, and are not overtaken by a run", () => {
    const system = new FakeSystem();
    sendAll(system, target(1), 100, 500, 500, 900);
    system.runs.flush();
    expect(system.log).toEqual(["one 100 to 1", "flush", "run 500+500 to 1", "one 900 to 1", "flush"]);
  });

  test("[TURN50] of 60,000 bytes, or 64 of them, fill a run", () => {
    const system = new FakeSystem();
    sendAll(system, target(1), ...Array<number>(65).fill(100));
    sendAll(system, target(2), ...Array<number>(51).fill(1_200));
    system.runs.flush();
    const counts = system.log.map((line) => line.split("+").length);
    expect(counts).toEqual([64, 1, 50, 1, 1]);
  });

  test("[TURN50] leave at once when 256 wait, else with the end of the turn", async () => {
    const system = new FakeSystem();
    sendAll(system, target(1), ...Array<number>(255).fill(10));
    expect(system.log).toEqual([]);
    sendAll(system, target(2), 10);
    expect(system.log).toHaveLength(6);
    sendAll(system, target(3), 10);
    await new Promise((resolve) => void setImmediate(resolve));
    expect(system.log.slice(6)).toEqual(["one 10 to 3", "flush", "end of 1"]);
  });

  test("[TURN50] go one by one where the system takes no run, which is asked eight times", () => {
    const system = new FakeSystem();
    system.takesRuns = false;
    const to = target(1);
    for (let times = 0; times < 10; times++) {
      sendAll(system, to, 10, 10);
      system.runs.flush();
    }
    expect(system.log.filter((line) => line === "refused")).toHaveLength(8);
    expect(system.log.filter((line) => line === "one 10 to 1")).toHaveLength(20);
  });

  test("[TURN50] go one by one while the system takes no more, behind those that wait already", () => {
    const system = new FakeSystem();
    system.isBlocked = true;
    sendAll(system, target(1), 10, 10);
    system.runs.flush();
    expect(system.log).toEqual(["one 10 to 1", "one 10 to 1"]);
  });

  test("[TURN50] go one by one where an address has no bytes, or an empty one is among them", () => {
    const system = new FakeSystem();
    sendAll(system, target(1, false), 10, 10);
    sendAll(system, target(2), 10, 0, 0);
    system.runs.flush();
    expect(system.log).toContain("one 10 to 1");
    expect(system.log.filter((line) => line.startsWith("run"))).toEqual([]);
  });
});
