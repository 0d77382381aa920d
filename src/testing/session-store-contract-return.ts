import { describe, expect, test } from "bun:test";
import { HOST_SEAT } from "../ports/session-store.ts";
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
  signal,
  token,
} from "./session-store-fixture.ts";

const { graceMs, ttlMs, maxSessions } = STORE_OPTIONS;

/** Part of `sessionStoreContract`: sessions that the store had forgotten, and messages for who is away. */
export function returnContract(name: string, make: MakeStore): void {
  describe(`${name}: restored sessions`, () => {
    test.each([
      ["host", hostOf(7), guestOf(7)],
      ["guest", guestOf(7), hostOf(7)],
    ])("[SIG15] the %s opens it, the other one claims its seat, a third gets nothing", async (_, a, b) => {
      const { store } = await make(STORE_OPTIONS);
      const first = await store.restore(a, token("a"));
      expect(first).toMatchObject({
        ...a,
        presence: a.seat === HOST_SEAT ? ["here", "away"] : ["away", "here"],
      });
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 1 });
      expect(await store.restore(a, token("third"))).toBeUndefined();
      expect(await store.restore(b, token("b"))).toMatchObject({ ...b, presence: ["here", "here"] });
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
      for (const seat of [a, b]) expect(await store.restore(seat, token("third"))).toBeUndefined();
      expect(await store.resume(id(7), token("a"))).toMatchObject(a);
      expect(await store.resume(id(7), token("b"))).toMatchObject(b);
      expect(await store.resume(id(7), token("third"))).toBeUndefined();
    });

    test("[SIG15] a claimed seat stays its owner's while its socket is lost", async () => {
      const { store } = await make(STORE_OPTIONS);
      await store.restore(hostOf(7), token("a"));
      await store.restore(guestOf(7), token("b"));
      await store.away(guestOf(7));
      expect(await store.restore(guestOf(7), token("third"))).toBeUndefined();
      expect(await store.resume(id(7), token("b"))).toMatchObject(guestOf(7));
    });

    test("[SIG15] a seat of a session that is known is not given away, neither here nor away nor free", async () => {
      const { store } = await joined(make);
      expect(await store.restore(guestOf(1), token("thief"))).toBeUndefined();
      await store.away(guestOf(1));
      expect(await store.restore(guestOf(1), token("thief"))).toBeUndefined();
      expect(await store.resume(id(1), token("thief"))).toBeUndefined();
      const waiting = await opened(make);
      expect(await waiting.store.restore(guestOf(1), token("thief"))).toBeUndefined();
      expect(await waiting.store.counts()).toMatchObject({ waiting: 1, peers: 1 });
      const freed = await opened(make, 2);
      await freed.store.join(code(1), token("first"), NEXT);
      await freed.store.leave(guestOf(1));
      expect(await freed.store.restore(guestOf(1), token("thief"))).toBeUndefined();
      expect(await freed.store.counts()).toMatchObject({ peers: 1 });
    });

    test("[SIG15] the second seat is kept for a grace, then the session is over", async () => {
      const { store, pass } = await make(STORE_OPTIONS);
      await store.restore(guestOf(7), token("b"));
      await pass(graceMs - 1);
      expect(await store.sweep()).toEqual([]);
      await pass(1);
      expect(await store.sweep()).toEqual([{ type: "gone", ended: true, ...hostOf(7) }]);
      expect(await store.sweep()).toEqual([]);
      expect(await store.resume(id(7), token("b"))).toBeUndefined();
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG15] when the first one leaves before the second came, nothing remains", async () => {
      const { store, pass } = await make(STORE_OPTIONS);
      await store.restore(guestOf(7), token("b"));
      expect(await store.leave(guestOf(7))).toBe(true);
      expect(await store.counts()).toEqual(NOTHING);
      await pass(graceMs);
      expect(await store.sweep()).toEqual([]);
    });

    test("[SIG15] one that somebody left is over for a grace; one whose seats stayed away is not", async () => {
      const left = await joined(make);
      await left.store.away(guestOf(1));
      await left.store.leave(hostOf(1));
      expect(await left.store.restore(guestOf(1), token("guest"))).toBeUndefined();
      await left.pass(graceMs);
      await left.store.sweep();
      expect(await left.store.restore(guestOf(1), token("guest"))).toMatchObject(guestOf(1));

      const lost = await joined(make);
      await lost.store.away(guestOf(1));
      await lost.pass(graceMs);
      await lost.store.sweep();
      expect(await lost.store.restore(guestOf(1), token("guest"))).toMatchObject(guestOf(1));
    });

    test("[SIG15] a restored session has no code that could run out", async () => {
      const { store, pass } = await make(STORE_OPTIONS);
      await store.restore(hostOf(7), token("a"));
      await store.restore(guestOf(7), token("b"));
      await pass(ttlMs + graceMs);
      expect(await store.sweep()).toEqual([]);
      expect(await store.counts()).toMatchObject({ sessions: 1, waiting: 0, peers: 2 });
    });

    test("[SIG11] past the limit no session is restored, but one that is open already is", async () => {
      const { store } = await make(STORE_OPTIONS);
      for (let i = 1; i <= maxSessions; i++) await store.restore(hostOf(i), token(`host ${i}`));
      expect(await store.restore(hostOf(9), token("late"))).toBe("full");
      expect(await store.restore(guestOf(1), token("guest"))).toMatchObject(guestOf(1));
      expect(await store.counts()).toMatchObject({ sessions: maxSessions });
    });
  });

  describe(`${name}: messages for a seat that is away`, () => {
    async function guestAway() {
      const under = await joined(make);
      await under.store.away(guestOf(1));
      return under;
    }

    test("[SIG9] they are kept in order and forgotten as they are collected", async () => {
      const { store } = await guestAway();
      for (const sdp of ["1", "2", "3"]) expect(await store.keep(guestOf(1), signal(sdp))).toBe(true);
      await store.resume(id(1), token("guest"));
      expect(await store.collect(guestOf(1))).toEqual([signal("1"), signal("2"), signal("3")]);
      expect(await store.collect(guestOf(1))).toEqual([]);
    });

    test("[SIG9] nothing is kept for a seat that is here, free or unknown", async () => {
      const { store } = await opened(make);
      expect(await store.keep(hostOf(1), signal("x"))).toBe(false);
      expect(await store.keep(guestOf(1), signal("x"))).toBe(false);
      expect(await store.keep(hostOf(9), signal("x"))).toBe(false);
      for (const seat of [hostOf(1), guestOf(1), hostOf(9)]) expect(await store.collect(seat)).toEqual([]);
    });

    test("[SIG9] 256 messages are kept and no more", async () => {
      const { store } = await guestAway();
      for (let i = 0; i < 256; i++) expect(await store.keep(guestOf(1), signal(`${i}`))).toBe(true);
      expect(await store.keep(guestOf(1), signal("one too many"))).toBe(false);
      const kept = await store.collect(guestOf(1));
      expect(kept).toHaveLength(256);
      expect(kept.at(-1)).toEqual(signal("255"));
    });

    test("[SIG9] 131,072 characters are kept and not one more", async () => {
      const { store } = await guestAway();
      const empty = JSON.stringify(signal("")).length;
      const ofLength = (length: number) => signal("s".repeat(length - empty));
      for (let i = 0; i < 4; i++) expect(await store.keep(guestOf(1), ofLength(32_000))).toBe(true);
      expect(await store.keep(guestOf(1), ofLength(131_072 - 4 * 32_000 + 1))).toBe(false);
      expect(await store.keep(guestOf(1), ofLength(131_072 - 4 * 32_000))).toBe(true);
      expect(await store.collect(guestOf(1))).toHaveLength(5);
    });

    test("[SIG9] each seat has its own, and they go with the session", async () => {
      const { store, pass } = await guestAway();
      await store.away(hostOf(1));
      await store.keep(guestOf(1), signal("for the guest"));
      expect(await store.collect(hostOf(1))).toEqual([]);
      await pass(graceMs);
      await store.sweep();
      expect(await store.collect(guestOf(1))).toEqual([]);
      expect(await store.keep(guestOf(1), signal("late"))).toBe(false);
    });

    test("[SIG15] a seat that is not claimed yet keeps them for who claims it", async () => {
      const { store } = await make(STORE_OPTIONS);
      await store.restore(hostOf(7), token("a"));
      expect(await store.keep(guestOf(7), signal("offer"))).toBe(true);
      await store.restore(guestOf(7), token("b"));
      expect(await store.collect(guestOf(7))).toEqual([signal("offer")]);
    });
  });
}
