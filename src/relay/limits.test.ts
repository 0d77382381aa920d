import { describe, expect, test } from "bun:test";
import { evenPort } from "#protocol/turn/attributes/even-port.ts";
import { reservationToken } from "#protocol/turn/attributes/reservation-token.ts";
import { TestRelay } from "../testing/test-relay.ts";

const SECOND = 1_000;

describe("quotas", () => {
  test("[TURN16] a user has so many allocations at once, the next one gets 486", () => {
    const test = new TestRelay({ userQuota: 3 });
    const clients = Array.from({ length: 3 }, () => test.allocated());
    const next = test.client();
    const answer = next.allocate();
    expect([answer.outcome, answer.isSignedFor(next.user)]).toEqual([486, true]);
    expect(test.client({ user: test.user("another") }).allocate().outcome).toBe("success");
    clients[0]?.refresh(0);
    expect(next.allocate().outcome).toBe("success");
    expect(test.client().allocate().outcome).toBe(486);
  });

  test("[TURN16] all credentials of a session together have twice as many, however often they are renewed", () => {
    const test = new TestRelay({ userQuota: 2 });
    const renewed = (index: number) =>
      test.user("a-session", { expiresAt: test.clock.wall() + (index + 1) * SECOND });
    const outcomes = Array.from(
      { length: 6 },
      (_, index) => test.client({ user: renewed(index) }).allocate().outcome,
    );
    expect(outcomes).toEqual(["success", "success", "success", "success", 486, 486]);
    expect(test.client({ user: test.user("another") }).allocate().outcome).toBe("success");
  });

  test("[TURN16] all users together have so many allocations at once, the next one gets 508", () => {
    const test = new TestRelay({ totalQuota: 3 });
    const users = Array.from({ length: 4 }, (_, index) => test.user(`session-${index}`));
    const clients = users.map((user) => test.client({ user }));
    expect(clients.map((client) => client.allocate().outcome)).toEqual([
      "success",
      "success",
      "success",
      508,
    ]);
    clients[0]?.refresh(0);
    expect(clients[3]?.allocate().outcome).toBe("success");
  });

  test("[TURN16] a full quota has room again when an allocation runs out, and when a connection ends", () => {
    const test = new TestRelay({ userQuota: 2 });
    const [lapsing, leaving] = [test.allocated(), test.allocated({ transport: "tcp" })];
    const user = test.user();
    test.pass(500 * SECOND);
    leaving.refresh();
    expect(test.client({ user: lapsing.user }).allocate().outcome).toBe(486);
    test.pass(100 * SECOND);
    expect(test.client({ user }).allocate().outcome).toBe("success");
    expect(test.client({ user }).allocate().outcome).toBe(486);
    test.relay.left(leaving);
    expect(test.client({ user }).allocate().outcome).toBe("success");
  });

  test("[TURN16] a repeated request is no further allocation, and a reserved one is", () => {
    const test = new TestRelay({ userQuota: 1 });
    const client = test.client();
    const token = client.allocate((writer) => void writer.add(evenPort, true)).read(reservationToken);
    expect(client.allocate().outcome).toBe(437);
    const next = test.client();
    const redeem = () => next.allocate((w) => void w.add(reservationToken, token ?? new Uint8Array(8)));
    expect(redeem().outcome).toBe(486);
    client.refresh(0);
    expect(redeem().outcome).toBe("success");
  });
});

describe("bandwidth", () => {
  test("[TURN16] of one allocation is so many bytes of data a second, what is more is dropped", () => {
    const test = new TestRelay({ maxBandwidth: 10_000 });
    const [client, peer] = test.pair();
    for (let i = 0; i < 12; i++) client.sendOn(0x4000, "x".repeat(1_000));
    expect([peer.heard().length, test.drops]).toEqual([10, { bandwidth: 2 }]);
    // Each has its own.
    peer.sendOn(0x4001, "x".repeat(10_000));
    expect(client.heard().length).toBe(1);
    test.pass(SECOND / 2);
    for (let i = 0; i < 12; i++) client.sendTo(peer.relayed, "x".repeat(1_000));
    expect(peer.heard().length).toBe(5);
    test.pass(100 * SECOND);
    for (let i = 0; i < 12; i++) client.sendOn(0x4000, "x".repeat(1_000));
    expect(peer.heard().length).toBe(10);
    expect(test.relay.counts().messages).toBe(26);
  });

  test("[TURN16] of all allocations together is limited, too", () => {
    const test = new TestRelay({ totalBandwidth: 10_000 });
    const [[a, b], [c, d]] = [test.pair(), test.pair()];
    a.sendOn(0x4000, "x".repeat(6_000));
    c.sendOn(0x4000, "x".repeat(6_000));
    d.sendOn(0x4001, "x".repeat(4_000));
    expect([b, c, d].map((client) => client.heard().length)).toEqual([1, 1, 0]);
    expect(test.drops).toEqual({ bandwidth: 1 });
    test.pass(SECOND);
    c.sendOn(0x4000, "x".repeat(6_000));
    expect(d.heard().length).toBe(1);
  });

  test("[TURN16] is not used up by what is dropped for another reason, nor by requests", () => {
    const test = new TestRelay({ maxBandwidth: 1_000, totalBandwidth: 1_000 });
    const [client, peer] = test.permitted();
    const [, third] = [client.bind(0x4000, peer.relayed), test.allocated()];
    for (let i = 0; i < 50; i++) {
      client.sendTo(third.relayed, "x".repeat(900));
      client.refresh();
    }
    client.sendOn(0x4000, "x".repeat(1_000));
    expect(peer.heard().length).toBe(1);
    expect(test.drops).toEqual({ "no-permission": 50 });
  });
});

test("[TURN16] allocations that have ended leave nothing behind: 2,000, one after the other, on a quota of two", () => {
  const test = new TestRelay({ userQuota: 2, totalQuota: 2 });
  const peer = test.allocated();
  const client = test.client();
  let before = 0;
  for (let i = 0; i < 2_000; i++) {
    if (i === 200) before = heapBytes();
    expect(client.allocate().outcome).toBe("success");
    expect(client.bind(0x4000, peer.relayed).outcome).toBe("success");
    expect(peer.bind(0x4000 + i, client.relayed).outcome).toBe("success");
    if (i % 2 === 0) client.refresh(0);
    else test.relay.left(client);
    test.pass(3 * SECOND);
    if (i % 100 === 0) peer.refresh();
  }
  expect([test.allocations, peer.allocation?.channelCount]).toEqual([1, 0]);
  test.pass(600 * SECOND);
  expect(test.allocations).toBe(0);
  expect(heapBytes() - before).toBeLessThan(300_000);
});

function heapBytes(): number {
  Bun.gc(true);
  return process.memoryUsage().heapUsed;
}
