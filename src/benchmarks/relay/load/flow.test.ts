import { describe, expect, test } from "bun:test";
import { Flow, totalOf } from "./flow.ts";

/** A flow with so many messages under way. */
function sending(count: number): Flow {
  const flow = new Flow();
  for (let sent = 0; sent < count; sent += 1) expect(flow.send()).toBe(sent);
  return flow;
}

describe("a flow", () => {
  test("[BENCH1] counts what is sent, what arrives and what is under way", () => {
    const flow = sending(3);
    flow.arrived(0, true);
    expect(flow.counts).toEqual({ sent: 3, received: 1, wrong: 0 });
    expect(flow.underWay).toBe(2);
  });

  test("[BENCH1] what a later message has overtaken is no longer under way", () => {
    const flow = sending(5);
    flow.arrived(3, true);
    expect(flow.underWay).toBe(1);
    expect(flow.counts.received).toBe(1);
  });

  test.each([
    ["with other bytes", 1, false],
    ["a second time", 0, true],
    ["that nobody has sent", 2, true],
  ])("[BENCH1] a message %s is wrong, and not received", (_, sequence, isIntact) => {
    const flow = sending(2);
    flow.arrived(0, true);
    flow.arrived(sequence, isIntact);
    expect(flow.counts).toEqual({ sent: 2, received: 1, wrong: 1 });
  });

  test("[BENCH1] what is given up is lost, and wrong if it comes later", () => {
    const flow = sending(2);
    flow.giveUp();
    expect(flow.underWay).toBe(0);
    flow.arrived(1, true);
    expect(flow.counts).toEqual({ sent: 2, received: 0, wrong: 1 });
  });

  test("[BENCH1] only a flow to which nothing came between two looks is given up", () => {
    const flow = sending(3);
    flow.arrived(0, true);
    flow.giveUpIfSilent();
    expect(flow.underWay).toBe(2);
    flow.giveUpIfSilent();
    expect(flow.underWay).toBe(0);
  });

  test("[BENCH1] a new count leaves out what was before, and several are added up", () => {
    const flow = sending(2);
    flow.arrived(0, true);
    flow.arrived(1, false);
    flow.restart();
    flow.send();
    flow.arrived(2, true);
    expect(totalOf([flow, sending(4)])).toEqual({ sent: 5, received: 1, wrong: 0 });
  });
});
