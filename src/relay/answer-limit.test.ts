import { expect, test } from "bun:test";
import { METHOD } from "#protocol/stun/header.ts";
import { forUdp } from "../testing/relay-test-client.ts";
import { TestRelay } from "../testing/test-relay.ts";
import { AnswerLimit } from "./answer-limit.ts";

const QUOTA = { count: 5, periodMs: 1_000 };

test("[TURN17] an address that has not logged in gets so many answers within a period", () => {
  const test = new TestRelay({ answerQuota: QUOTA });
  const at = { address: "192.0.2.7" };
  const outcomes = Array.from({ length: 8 }, (_, index) => {
    const client = test.client({ ...at, port: 40_000 + index });
    return client.ask(client.plain(index % 2 ? METHOD.binding : METHOD.allocate, forUdp)).outcome;
  });
  expect(outcomes).toEqual([401, "success", 401, "success", 401, "none", "none", "none"]);
  expect(test.drops).toEqual({ "rate-limited": 3 });
  expect(test.client().challenge().outcome).toBe(401);
  test.pass(1_000);
  expect(test.client(at).challenge().outcome).toBe(401);
});

test("[TURN17] who has logged in is answered all the same, over UDP and over streams", () => {
  const test = new TestRelay({ answerQuota: QUOTA });
  for (const transport of ["udp", "tcp", "tls"] as const) {
    const client = test.client({ transport, address: `192.0.2.${transport.length}` });
    const stranger = test.client({ transport, address: client.address, port: 9 });
    expect(client.allocate().outcome).toBe("success");
    while (stranger.challenge().outcome === 401);
    for (let i = 0; i < 20; i++) expect(client.refresh().outcome).toBe("success");
    test.pass(1_000);
  }
});

test("[TURN17] nor does a flood cost a transfer whose nonce has run out, under the very address of the flood", () => {
  const test = new TestRelay({ answerQuota: QUOTA });
  const client = test.allocated({ address: "192.0.2.7" });
  const stranger = test.client({ address: "192.0.2.7", port: 9 });
  for (let minute = 1; minute <= 30; minute++) {
    test.pass(60_000);
    while (stranger.challenge().outcome === 401);
    expect(client.refresh().outcome).toBe("success");
  }
});

test("[TURN17] the addresses of an IPv6 /64 count as one", () => {
  const test = new TestRelay({ answerQuota: QUOTA });
  const answered = (address: string) => test.client({ address }).challenge().outcome === 401;
  const answers = Array.from({ length: 9 }, (_, index) => answered(`2001:db8::${index}`));
  expect(answers.filter(Boolean)).toHaveLength(QUOTA.count);
  expect([answered("2001:db8:0:1::1"), answered("::ffff:192.0.2.1")]).toEqual([true, true]);
});

test("[TURN17] without a quota every request is answered", () => {
  const test = new TestRelay();
  const client = test.client();
  for (let i = 0; i < 1_000; i++) expect(client.challenge().outcome).toBe(401);
});

test("[TURN17] 100,000 forged addresses are remembered as 10,000, whose further ones share one count", () => {
  const limit = new AnswerLimit(QUOTA);
  const forge = (from: number, to: number) => {
    let answers = 0;
    for (let i = from; i < to; i++)
      if (limit.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, 0)) answers++;
    return answers;
  };
  expect(forge(0, 10_000)).toBe(10_000);
  Bun.gc(true);
  const before = process.memoryUsage().heapUsed;
  expect(forge(10_000, 100_000)).toBe(QUOTA.count);
  Bun.gc(true);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(500_000);
  // Those that came first go on having their own.
  expect(forge(0, 10_000)).toBe(10_000);
  expect([limit.take("8.8.8.8", 999), limit.take("8.8.8.8", 1_000)]).toEqual([false, true]);
});

test("[TURN17] a period begins with the first request after the last one's end, and all start anew", () => {
  const limit = new AnswerLimit({ count: 1, periodMs: 1_000 });
  const takes = [500, 1_499, 1_500, 2_499, 2_500].map((now) => limit.take("a", now));
  expect(takes).toEqual([true, false, true, false, true]);
});
