import { describe, expect, test } from "bun:test";
import type { SessionStore } from "../ports/session-store.ts";
import { nextContract } from "./session-store-contract-next.ts";
import { returnContract } from "./session-store-contract-return.ts";
import { seatContract } from "./session-store-contract-seats.ts";
import {
  code,
  guestOf,
  hostOf,
  id,
  joined,
  type MakeStore,
  NEXT,
  NOTHING,
  opened,
  STORE_OPTIONS,
  token,
} from "./session-store-fixture.ts";

const { ttlMs } = STORE_OPTIONS;

/** The rules that every store must keep, however and wherever it stores. */
export function sessionStoreContract(name: string, make: MakeStore): void {
  codeContract(name, make);
  seatContract(name, make);
  returnContract(name, make);
  nextContract(name, make);
}

function codeContract(name: string, make: MakeStore): void {
  describe(`${name}: codes`, () => {
    test("[SIG7] an opened session says when its code runs out, and is counted", async () => {
      const { store, now } = await make(STORE_OPTIONS);
      const session = { id: id(1), code: code(1), capacity: 1, receivers: 1, token: token("host") };
      expect(await store.open(session)).toEqual({ expiresAt: now() + ttlMs });
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 1, peers: 1, away: 0 });
    });

    test("[SIG4] a live code is not given out twice, and the first session keeps it", async () => {
      const { store } = await opened(make);
      const second = { id: id(2), code: code(1), capacity: 1, receivers: 1, token: token("other") };
      expect(await store.open(second)).toBe("code-taken");
      expect(await store.counts()).toMatchObject({ sessions: 1, peers: 1 });
      expect(await store.join(code(1), token("guest"), NEXT)).toMatchObject({ sessionId: id(1) });
    });

    test("[SIG11] past the limit a session is refused, and there is room again when one ends", async () => {
      const { store } = await opened(make);
      const open = (number: number) =>
        store.open({
          id: id(number),
          code: code(number),
          capacity: 1,
          receivers: 1,
          token: token(`host ${number}`),
        });
      await open(2);
      await open(3);
      expect(await open(4)).toBe("full");
      expect(await store.join(code(4), token("guest"), NEXT)).toBeUndefined();
      expect(await store.counts()).toMatchObject({ sessions: STORE_OPTIONS.maxSessions, peers: 3 });
      await store.leave(hostOf(2));
      expect(await open(4)).toHaveProperty("expiresAt");
    });

    test("[SIG5] a code works once", async () => {
      const { store } = await opened(make);
      expect(await store.join(code(1), token("guest"), NEXT)).toEqual({
        ...guestOf(1),
        presence: ["here", "here"],
      });
      expect(await store.join(code(1), token("third"), NEXT)).toBeUndefined();
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[SIG5] a code for two admits two, and is used up at the second", async () => {
      const { store } = await opened(make, 2);
      const first = await store.join(code(1), token("first"), NEXT);
      expect(first).toMatchObject({ seat: 1, presence: ["here", "here", "free"] });
      expect(await store.counts()).toMatchObject({ waiting: 1, peers: 2 });
      const second = await store.join(code(1), token("second"), NEXT);
      expect(second).toMatchObject({ seat: 2, presence: ["here", "here", "here"] });
      expect(await store.join(code(1), token("third"), NEXT)).toBeUndefined();
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 3, away: 0 });
    });

    test("[SIG5] a seat that was given up does not make a code valid again", async () => {
      const { store } = await opened(make, 2);
      await store.join(code(1), token("first"), NEXT);
      await store.join(code(1), token("second"), NEXT);
      expect(await store.leave(guestOf(1))).toBe(false);
      expect(await store.join(code(1), token("third"), NEXT)).toBeUndefined();
    });

    test("[SIG5] of two who join at the same moment one gets in", async () => {
      const { store } = await opened(make);
      const both = await Promise.all([
        store.join(code(1), token("a"), NEXT),
        store.join(code(1), token("b"), NEXT),
      ]);
      expect(both.filter((taken) => taken !== undefined)).toHaveLength(1);
      expect(await store.counts()).toMatchObject({ peers: 2 });
    });

    test("[SIG7] an unused code works to the last moment, and its end is told once", async () => {
      const { store, pass } = await opened(make);
      await pass(ttlMs - 1);
      expect(await store.sweep()).toEqual([]);
      await pass(1);
      expect(await store.join(code(1), token("late"), NEXT)).toBeUndefined(); // swept or not
      expect(await store.sweep()).toEqual([{ type: "expired", sessionId: id(1) }]);
      expect(await store.sweep()).toEqual([]);
      expect(await store.resume(id(1), token("host"))).toBeUndefined();
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG7] a used code does not run out", async () => {
      const { store, pass } = await joined(make);
      await pass(10 * ttlMs);
      expect(await store.sweep()).toEqual([]);
      expect(await store.counts()).toMatchObject({ sessions: 1, peers: 2 });
    });

    test("[SIG7] where one of two guests came, the code runs out and the session goes on", async () => {
      const { store, pass } = await opened(make, 2);
      await store.join(code(1), token("first"), NEXT);
      await pass(ttlMs);
      expect(await store.sweep()).toEqual([]);
      expect(await store.join(code(1), token("second"), NEXT)).toBeUndefined();
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
      expect(await store.leave(guestOf(1))).toBe(true); // nobody else can come any more
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG7] where every guest has left again, the session ends with its code", async () => {
      const { store, pass } = await opened(make, 2);
      await store.join(code(1), token("first"), NEXT);
      expect(await store.leave(guestOf(1))).toBe(false);
      await pass(ttlMs);
      expect(await store.sweep()).toEqual([{ type: "expired", sessionId: id(1) }]);
      expect(await store.counts()).toEqual(NOTHING);
    });

    test.each([
      ["its host left", false, (store: SessionStore) => store.leave(hostOf(1))],
      ["its code was used", true, (store: SessionStore) => store.join(code(1), token("guest"), NEXT)],
    ])("[SIG4] a code is free again after %s", async (_, goesOn, end) => {
      const { store } = await opened(make);
      await end(store);
      const next = { id: id(2), code: code(1), capacity: 1, receivers: 1, token: token("other") };
      expect(await store.open(next)).toHaveProperty("expiresAt");
      expect(await store.leave(hostOf(1))).toBe(goesOn);
      expect(await store.join(code(1), token("new"), NEXT)).toMatchObject({ sessionId: id(2) });
    });

    test("[SIG4] a code that ran out is given out again without harm to either session", async () => {
      const { store, pass } = await opened(make);
      await pass(ttlMs);
      const next = { id: id(2), code: code(1), capacity: 1, receivers: 1, token: token("other") };
      const isTaken = (await store.open(next)) === "code-taken"; // a store may wait for its sweep
      expect(await store.sweep()).toEqual([{ type: "expired", sessionId: id(1) }]);
      if (isTaken) await store.open(next);
      expect(await store.join(code(1), token("guest"), NEXT)).toMatchObject({ sessionId: id(2) });
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });
  });
}
