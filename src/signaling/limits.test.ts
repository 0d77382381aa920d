import { describe, expect, test } from "bun:test";
import type { MakeRateLimiter, Quota } from "../ports/rate-limiter.ts";
import { clientOf } from "./client.ts";
import { LIMITED, Limits, SHARED_FACTOR } from "./limits.ts";

const QUOTA = { count: 3, periodMs: 60_000 };
const WAIT_MS = 1_234;

/** Limiters that count and never forget. */
function countingLimiters() {
  const made: { readonly quota: Quota; readonly uses: Map<string, number> }[] = [];
  const make: MakeRateLimiter = (quota) => {
    const uses = new Map<string, number>();
    made.push({ quota, uses });
    const add = (key: string, by: number) => {
      const count = (uses.get(key) ?? 0) + by;
      uses.set(key, count);
      return count;
    };
    return {
      take: async (key, uses = 1) => (add(key, uses) > quota.count ? WAIT_MS : 0),
      giveBack: async (key) => void add(key, -1),
    };
  };
  return { make, made };
}

function limitsWith(quota: Quota | undefined) {
  const { make, made } = countingLimiters();
  const [own, tried] = [
    { connections: quota, creates: quota },
    { joins: quota, misses: quota },
  ];
  const quotas = { ...own, ...tried, invites: quota, messages: quota };
  return { limits: new Limits(quotas, make), made };
}

const alone = clientOf("192.168.1.20", false, 0);
const behindProxy = (connection: number) => clientOf("172.17.0.1", true, connection);

describe("one client", () => {
  test.each(LIMITED)("[SIG16] has its quota of %s, and learns how long to wait past it", async (what) => {
    const { limits } = limitsWith(QUOTA);
    for (let i = 0; i < QUOTA.count; i++) expect(await limits.take(what, alone)).toBe(0);
    expect(await limits.take(what, alone)).toBe(WAIT_MS);
    expect(limits.refused).toBe(1);
  });

  test("[SIG16] is the same over all its connections, and another one has its own quota", async () => {
    const { limits } = limitsWith(QUOTA);
    for (let i = 0; i < QUOTA.count; i++) await limits.take("joins", clientOf("192.168.1.20", false, i));
    expect(await limits.take("joins", clientOf("192.168.1.20", false, 9))).toBe(WAIT_MS);
    expect(await limits.take("joins", clientOf("192.168.1.21", false, 10))).toBe(0);
  });

  test("[SIG16] has a quota of each kind, not one for all", async () => {
    const { limits } = limitsWith(QUOTA);
    for (let i = 0; i <= QUOTA.count; i++) await limits.take("joins", alone);
    for (const what of LIMITED) expect(await limits.take(what, alone)).toBe(what === "joins" ? WAIT_MS : 0);
  });

  test("[SIG16] gets a use back", async () => {
    const { limits } = limitsWith(QUOTA);
    for (let i = 0; i < 50; i++) {
      expect(await limits.take("misses", alone)).toBe(0);
      await limits.giveBack("misses", alone);
    }
  });

  test("[SIG16] is not limited where the limit is off", async () => {
    const { limits, made } = limitsWith(undefined);
    expect(made).toEqual([]);
    for (let i = 0; i < 50; i++) expect(await limits.take("messages", alone)).toBe(0);
    await limits.giveBack("messages", alone);
    expect(limits.refused).toBe(0);
  });
});

describe("clients behind one address", () => {
  test.each(LIMITED.filter((what) => what !== "connections" && what !== "misses"))(
    "[SIG18] have a quota of %s per connection, and all together twenty times as much",
    async (what) => {
      const { limits } = limitsWith(QUOTA);
      let allowed = 0;
      for (let connection = 0; connection < 30; connection++) {
        const client = behindProxy(connection);
        for (let i = 0; i < QUOTA.count + 1; i++) {
          if ((await limits.take(what, client)) === 0) allowed++;
        }
        const expected = Math.min(QUOTA.count * (connection + 1), QUOTA.count * SHARED_FACTOR);
        expect(allowed).toBe(expected);
      }
      expect(SHARED_FACTOR).toBe(20);
    },
  );

  test("[SIG18] what one connection may not do does not count for the others", async () => {
    const { limits, made } = limitsWith(QUOTA);
    for (let i = 0; i < 100; i++) await limits.take("messages", behindProxy(0));
    const shared = made.find(({ quota, uses }) => quota.count === 60 && uses.size > 0);
    expect(shared?.uses).toEqual(new Map([["172.17.0.1", QUOTA.count]]));
    expect(await limits.take("messages", behindProxy(1))).toBe(0);
  });

  test("[SIG18] connections themselves are limited for all together only", async () => {
    const { limits } = limitsWith(QUOTA);
    for (let i = 0; i < QUOTA.count * SHARED_FACTOR; i++) {
      expect(await limits.take("connections", behindProxy(i))).toBe(0);
    }
    expect(await limits.take("connections", behindProxy(99))).toBe(WAIT_MS);
  });

  test("[SIG18] several uses at once count as many for the connection and for all", async () => {
    const { limits, made } = limitsWith(QUOTA);
    expect(await limits.take("messages", behindProxy(0), 3)).toBe(0);
    expect(made.flatMap(({ uses }) => [...uses.values()])).toEqual([3, 3]);
    expect(await limits.take("messages", behindProxy(0), 1)).toBe(WAIT_MS);
  });

  test("[SIG18] one who guesses does not use up the wrong codes of the others", async () => {
    const { limits, made } = limitsWith(QUOTA);
    for (let connection = 0; connection < 100; connection++) {
      for (let i = 0; i < QUOTA.count; i++) {
        expect(await limits.take("misses", behindProxy(connection))).toBe(0);
      }
      expect(await limits.take("misses", behindProxy(connection))).toBe(WAIT_MS);
    }
    expect(made.filter(({ uses }) => uses.has("172.17.0.1"))).toEqual([]);
    await limits.giveBack("misses", behindProxy(0));
    expect(await limits.take("misses", behindProxy(0))).toBe(WAIT_MS); // two over, one given back
  });
});
