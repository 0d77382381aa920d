import { describe, expect, test } from "bun:test";
import { HOST_SEAT } from "../ports/session-store.ts";
import {
  code,
  guestOf,
  hostOf,
  id,
  type MakeStore,
  NOTHING,
  STORE_OPTIONS,
  type StoreUnderTest,
  secretsOf,
  token,
} from "./session-store-fixture.ts";

const { ttlMs, graceMs } = STORE_OPTIONS;

/** Part of `sessionStoreContract`: a code under which several devices join, each in a session of its own. */
export function nextContract(name: string, make: MakeStore): void {
  /** Session 1 under code 1, good for so many devices, if its host admits more than one. */
  async function opened(receivers: number, maxSessions = 10): Promise<StoreUnderTest> {
    const under = await make({ ...STORE_OPTIONS, maxSessions });
    await under.store.open({ id: id(1), code: code(1), capacity: 1, receivers, token: token("host 1") });
    return under;
  }
  async function admitting(receivers: number, maxSessions?: number): Promise<StoreUnderTest> {
    const under = await opened(receivers, maxSessions);
    expect(await under.store.admit(hostOf(1), true)).toBe(true);
    return under;
  }
  /** The guest of session `number`; session `number + 1` may be opened with it. */
  const joins = ({ store }: StoreUnderTest, number: number) =>
    store.join(code(1), token(`guest ${number}`), secretsOf(number + 1));

  describe(`${name}: several devices under one code`, () => {
    test("[MANY1] without being asked, a code admits one device", async () => {
      const under = await opened(8);
      expect(await joins(under, 1)).toEqual({ ...guestOf(1), presence: ["here", "here"] });
      expect(await joins(under, 2)).toBeUndefined();
      expect(await under.store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[MANY2] each gets a session of its own, until as many have joined as may", async () => {
      const under = await admitting(3);
      const expiresAt = under.now() + ttlMs;
      await under.pass(1_000);
      const next = { sessionId: id(2), token: token("host 2"), code: code(1), expiresAt, receivers: 2 };
      expect(await joins(under, 1)).toEqual({ ...guestOf(1), presence: ["here", "here"], next });
      expect(await under.store.counts()).toEqual({ sessions: 2, waiting: 1, peers: 3, away: 1 });
      expect(await joins(under, 2)).toMatchObject({
        ...guestOf(2),
        presence: ["away", "here"],
        next: { sessionId: id(3), receivers: 1, expiresAt },
      });
      const last = await joins(under, 3);
      expect(last).toEqual({ ...guestOf(3), presence: ["away", "here"] });
      expect(await joins(under, 4)).toBeUndefined();
      expect(await under.store.counts()).toEqual({ sessions: 3, waiting: 0, peers: 6, away: 2 });
    });

    test("[MANY2] of several who join at the same moment each gets in, and no more than may", async () => {
      const under = await admitting(3);
      const all = await Promise.all([1, 2, 3, 4, 5].map((number) => joins(under, number)));
      const sessions = all.flatMap((taken) => taken?.sessionId ?? []);
      expect(sessions).toHaveLength(3);
      expect(new Set(sessions).size).toBe(3);
      expect(await under.store.counts()).toMatchObject({ sessions: 3, waiting: 0 });
    });

    test("[MANY3] the host takes its next place with its token, and finds who joined meanwhile", async () => {
      const under = await admitting(3);
      await joins(under, 1);
      expect(await under.store.resume(id(2), token("host 2"))).toMatchObject({
        seat: HOST_SEAT,
        presence: ["here", "free"],
      });
      await joins(under, 2);
      expect(await under.store.resume(id(3), token("host 3"))).toMatchObject({ presence: ["here", "free"] });
      expect(await under.store.resume(id(3), token("host 2"))).toBeUndefined();
      await joins(under, 3);
      expect(await under.store.resume(id(3), token("host 3"))).toMatchObject({ presence: ["here", "here"] });
    });

    test("[MANY3] a host that was away as somebody joined hears of its next place when it is back", async () => {
      const under = await admitting(3);
      await under.store.away(hostOf(1));
      expect(await joins(under, 1)).toMatchObject({ presence: ["away", "here"] });
      await joins(under, 2);
      const back = await under.store.resume(id(1), token("host 1"));
      expect(back).toMatchObject({ presence: ["here", "here"], next: { sessionId: id(2) } });
      expect(await under.store.resume(id(2), token("host 2"))).toMatchObject({ next: { sessionId: id(3) } });
    });

    test("[MANY3] of a next place that is given up nobody hears any more", async () => {
      const under = await admitting(3);
      await joins(under, 1);
      await under.store.leave(hostOf(2));
      const { next } = (await under.store.resume(id(1), token("host 1"))) ?? {};
      expect(next).toBeUndefined();
    });

    test("[MANY4] the code is closed by leaving the place under it, and who joined goes on", async () => {
      const under = await admitting(3);
      await joins(under, 1);
      await under.store.resume(id(2), token("host 2"));
      expect(await under.store.leave(hostOf(2))).toBe(true);
      expect(await joins(under, 2)).toBeUndefined();
      expect(await under.store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[MANY4] one that is not to admit more admits one more and is used up", async () => {
      const under = await admitting(8);
      await joins(under, 1);
      await under.store.resume(id(2), token("host 2"));
      expect(await under.store.admit(hostOf(2), false)).toBe(false);
      expect(await joins(under, 2)).toMatchObject(guestOf(2));
      expect(await joins(under, 3)).toBeUndefined();
    });

    test("[MANY4] that may be taken back and asked for again, as long as nobody has joined", async () => {
      const under = await admitting(8);
      expect(await under.store.admit(hostOf(1), false)).toBe(false);
      expect(await under.store.admit(hostOf(1), true)).toBe(true);
      await joins(under, 1);
      expect(await under.store.admit(hostOf(1), true)).toBe(false);
      expect(await under.store.counts()).toMatchObject({ sessions: 2, waiting: 1 });
    });

    test("[MANY1] nobody but the host of a live code may ask for it", async () => {
      const under = await opened(8);
      expect(await under.store.admit(guestOf(1), true)).toBe(false);
      expect(await under.store.admit(hostOf(9), true)).toBe(false);
      await joins(under, 1);
      expect(await under.store.admit(guestOf(1), true)).toBe(false);
      const late = await opened(8);
      await late.pass(ttlMs);
      expect(await late.store.admit(hostOf(1), true)).toBe(false);
      const alone = await opened(1);
      expect(await alone.store.admit(hostOf(1), true)).toBe(false);
    });

    test("[MANY5] the code runs out when it would have, and who joined goes on", async () => {
      const under = await admitting(3);
      await under.pass(ttlMs - 1);
      await joins(under, 1);
      await under.store.resume(id(2), token("host 2"));
      await under.pass(1);
      expect(await joins(under, 2)).toBeUndefined();
      expect(await under.store.sweep()).toEqual([{ type: "expired", sessionId: id(2) }]);
      expect(await under.store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[MANY5] a place that its host does not take is kept for a grace, and the code ends with it", async () => {
      const under = await admitting(3);
      await joins(under, 1);
      await under.pass(graceMs);
      expect(await under.store.sweep()).toEqual([{ type: "gone", ended: true, ...hostOf(2) }]);
      expect(await joins(under, 2)).toBeUndefined();
      expect(await under.store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[MANY5] each of the sessions ends by itself", async () => {
      const under = await admitting(3);
      for (const number of [1, 2, 3]) {
        await joins(under, number);
        await under.store.resume(id(number), token(`host ${number}`));
      }
      expect(await under.store.leave(guestOf(2))).toBe(true);
      expect(await under.store.counts()).toEqual({ sessions: 2, waiting: 0, peers: 4, away: 0 });
      expect(await under.store.leave(hostOf(1))).toBe(true);
      expect(await under.store.leave(guestOf(3))).toBe(true);
      expect(await under.store.counts()).toEqual(NOTHING);
    });

    test("[MANY6] where there is no room for another session, who joins gets in and is the last", async () => {
      const under = await admitting(8, 1);
      const taken = await joins(under, 1);
      expect(taken).toEqual({ ...guestOf(1), presence: ["here", "here"] });
      expect(await joins(under, 2)).toBeUndefined();
      expect(await under.store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[MANY5] a session of several is restored as any other, and its code is gone", async () => {
      const { store } = await make(STORE_OPTIONS);
      for (const number of [1, 2]) {
        await store.restore(hostOf(number), token(`host ${number}`));
        expect(await store.restore(guestOf(number), token(`guest ${number}`))).toMatchObject({
          presence: ["here", "here"],
        });
      }
      expect(await store.admit(hostOf(1), true)).toBe(false);
      expect(await store.join(code(1), token("late"), secretsOf(9))).toBeUndefined();
    });
  });
}
