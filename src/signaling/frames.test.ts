import { describe, expect, test } from "bun:test";
import type { ClientMessage } from "#protocol/signaling/messages.ts";
import type { Quota } from "../ports/rate-limiter.ts";
import { settled } from "../testing/test-signaling.ts";
import { clientOf } from "./client.ts";
import { BINARY, Frames } from "./frames.ts";
import { Limits } from "./limits.ts";

const WAIT_MS = 5_000;
const PING = '{"type":"ping"}';
const CREATE = '{"type":"create"}';
const alone = clientOf("192.168.1.20", false, 0);

/** Limits whose period never ends, and how many messages they have counted. */
function limitsOf(messages: Quota | undefined) {
  const counted = { uses: 0 };
  const off = undefined;
  const quotas = { connections: off, creates: off, joins: off, misses: off, invites: off, messages };
  const limits = new Limits(quotas, ({ count }) => ({
    async take(_, uses = 1) {
      counted.uses += uses;
      return counted.uses > count ? WAIT_MS : 0;
    },
    async giveBack() {},
  }));
  return { limits, counted };
}

/** One browser's frames, and what became of them; `handle` waits while the test says so. */
function framesWith(limits: Limits, handling: () => Promise<void> = async () => {}) {
  const log: string[] = [];
  const frames = new Frames(limits, alone, {
    async handle({ type }: ClientMessage) {
      log.push(type === "ping" ? "pong" : type);
      await handling();
    },
    pong: () => void log.push("pong"),
    refuse: (code) => void log.push(code),
    flooded: (reason) => void log.push(reason),
    fault: (error) => void log.push(String(error)),
  });
  const take = async (...texts: (string | null)[]) => {
    for (const text of texts) frames.take(text);
    await settled();
  };
  return { frames, log, take };
}

describe("messages are counted", () => {
  test("[SIG16] exactly, however they are spread over a client's connections, where the quota is small", async () => {
    const { limits } = limitsOf({ count: 30, periodMs: 10_000 });
    const sockets = [framesWith(limits), framesWith(limits), framesWith(limits)];
    for (let i = 0; i < 20; i++) for (const { take } of sockets) await take(PING);
    const answered = sockets.flatMap(({ log }) => log).filter((what) => what === "pong");
    expect(answered).toHaveLength(30);
  });

  test("[SIG16] in advance where it is large: never more than the quota, nor more than one batch too few", async () => {
    const { limits, counted } = limitsOf({ count: 3_000, periodMs: 10_000 });
    const sockets = Array.from({ length: 10 }, () => framesWith(limits));
    for (let i = 0; i < 400; i++) for (const { take } of sockets) await take(PING);
    const answered = sockets.flatMap(({ log }) => log).filter((what) => what === "pong").length;
    expect(answered).toBeLessThanOrEqual(3_000);
    expect(answered).toBeGreaterThan(3_000 - limits.messageBatch);
    expect(limits.messageBatch).toBe(16);
    expect(counted.uses).toBeGreaterThan(3_000);
  });

  test("[SIG16] of every kind alike: a mix of all kinds is refused where pings alone would be", async () => {
    const kinds = [PING, CREATE, "nonsense", BINARY, '{"type": "ping"}'];
    const { limits } = limitsOf({ count: 3_200, periodMs: 10_000 });
    const { take, log } = framesWith(limits);
    for (let i = 0; i < 3_200; i++) await take(kinds[i % kinds.length] ?? PING);
    expect(log).toHaveLength(3_200);
    expect(log).not.toContain("rate-limited");
    await take(PING);
    expect(log.at(-1)).toBe("rate-limited");
  });

  test("[SIG16] not at all where the limit is off", async () => {
    const { limits, counted } = limitsOf(undefined);
    const { take, log } = framesWith(limits);
    for (let i = 0; i < 100; i++) await take(PING);
    expect([log.length, counted.uses]).toEqual([100, 0]);
  });
});

describe("frames", () => {
  test("[SIG2] of which one is a ping do not pass those before it", async () => {
    const done = Promise.withResolvers<void>();
    const { limits } = limitsOf(undefined);
    const { take, log } = framesWith(limits, () =>
      log.includes("create") ? done.promise : Promise.resolve(),
    );
    await take(PING);
    await take(CREATE, PING, PING);
    expect(log).toEqual(["pong", "create"]);
    done.resolve();
    await settled();
    expect(log).toEqual(["pong", "create", "pong", "pong"]);
  });

  test("[SIG10] a ping is answered the same whether it is the usual text or another one", async () => {
    const { limits } = limitsOf(undefined);
    const { take, log } = framesWith(limits);
    await take(PING, PING, ' { "type" : "ping" } ', PING, '{"type":"ping","x":1}');
    expect(log).toEqual(["pong", "pong", "pong", "pong", "bad-message"]);
  });

  test("[SIG20] that come or wait when the socket is closed get no answer", async () => {
    const done = Promise.withResolvers<void>();
    const { limits } = limitsOf(undefined);
    const { take, log, frames } = framesWith(limits, () => done.promise);
    await take(CREATE, CREATE, PING);
    frames.close();
    done.resolve();
    await settled();
    await take(PING, CREATE, "nonsense");
    expect(log).toEqual(["create"]);
  });

  test("[SIG19] after a fault the next frame is handled again", async () => {
    let isBroken = true;
    const { limits } = limitsOf(undefined);
    const { take, log } = framesWith(limits, async () => {
      if (isBroken) throw new Error("broken");
    });
    await take(CREATE);
    isBroken = false;
    await take(CREATE);
    expect(log).toEqual(["create", "Error: broken", "create"]);
  });
});
