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
  token,
} from "./session-store-fixture.ts";

const { graceMs } = STORE_OPTIONS;

/** Part of `sessionStoreContract`: who has which seat, and for how long. */
export function seatContract(name: string, make: MakeStore): void {
  describe(`${name}: seats`, () => {
    test("[SIG8] a session ends with its host and with its last guest, once", async () => {
      for (const first of [hostOf(1), guestOf(1)]) {
        const { store } = await joined(make);
        expect(await store.leave(first)).toBe(true);
        expect(await store.counts()).toEqual(NOTHING);
        expect(await store.leave(hostOf(1))).toBe(false);
        expect(await store.resume(id(1), token("host"))).toBeUndefined();
        expect(await store.resume(id(1), token("guest"))).toBeUndefined();
      }
    });

    test("[SIG8] of two guests the first to leave ends nothing, the host ends it for all", async () => {
      const { store } = await opened(make, 2);
      await store.join(code(1), token("first"), NEXT);
      await store.join(code(1), token("second"), NEXT);
      expect(await store.leave(guestOf(1))).toBe(false);
      expect(await store.leave(guestOf(1))).toBe(false);
      expect(await store.counts()).toMatchObject({ sessions: 1, peers: 2 });
      expect(await store.resume(id(1), token("first"))).toBeUndefined();
      expect(await store.resume(id(1), token("second"))).toMatchObject({
        presence: ["here", "free", "here"],
      });
      expect(await store.leave(hostOf(1))).toBe(true);
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG13] a token takes its own seat and no other", async () => {
      const { store } = await joined(make);
      await store.away(guestOf(1));
      expect(await store.counts()).toMatchObject({ peers: 2, away: 1 });
      expect(await store.resume(id(1), token("guest"))).toEqual({
        ...guestOf(1),
        presence: ["here", "here"],
      });
      expect(await store.resume(id(1), token("host"))).toMatchObject({ seat: HOST_SEAT });
      expect(await store.counts()).toMatchObject({ away: 0 });
    });

    test("[SIG13] a wrong token, one of another session and an unknown session give nothing", async () => {
      const { store } = await joined(make);
      await store.open({ id: id(2), code: code(2), capacity: 1, receivers: 1, token: token("other") });
      await store.away(guestOf(1));
      expect(await store.resume(id(1), token("wrong"))).toBeUndefined();
      expect(await store.resume(id(1), token("other"))).toBeUndefined();
      expect(await store.resume(id(2), token("guest"))).toBeUndefined();
      expect(await store.resume(id(3), token("guest"))).toBeUndefined();
      expect(await store.counts()).toMatchObject({ away: 1 });
    });

    test("[SIG13] a code is no way back to a seat whose socket is lost", async () => {
      const { store } = await joined(make);
      await store.away(guestOf(1));
      expect(await store.join(code(1), token("new"), NEXT)).toBeUndefined();
    });

    test("[SIG14] a lost seat is kept for the grace to the last moment, then it is gone, told once", async () => {
      const { store, pass } = await joined(make);
      await store.away(guestOf(1));
      await pass(graceMs - 1);
      expect(await store.sweep()).toEqual([]);
      await pass(1);
      expect(await store.sweep()).toEqual([{ type: "gone", ended: true, ...guestOf(1) }]);
      expect(await store.sweep()).toEqual([]);
      expect(await store.resume(id(1), token("guest"))).toBeUndefined();
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG14] who came back in time is not swept, and a second loss has a grace of its own", async () => {
      const { store, pass } = await joined(make);
      await store.away(guestOf(1));
      await pass(graceMs - 1);
      await store.resume(id(1), token("guest"));
      await pass(graceMs);
      expect(await store.sweep()).toEqual([]);
      await store.away(guestOf(1));
      await pass(graceMs - 1);
      expect(await store.sweep()).toEqual([]);
      await pass(1);
      expect(await store.sweep()).toMatchObject([{ type: "gone", seat: 1 }]);
    });

    test("[SIG14] where both are lost, the first end is the session's, and nothing is told twice", async () => {
      const { store, pass } = await joined(make);
      await store.away(guestOf(1));
      await pass(10);
      await store.away(hostOf(1));
      await pass(graceMs);
      expect(await store.sweep()).toEqual([{ type: "gone", ended: true, ...guestOf(1) }]);
      expect(await store.sweep()).toEqual([]);
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG14] a host that is lost before anybody came takes its code with it", async () => {
      const { store, pass } = await opened(make);
      await store.away(hostOf(1));
      await pass(graceMs);
      expect(await store.sweep()).toEqual([{ type: "gone", ended: true, ...hostOf(1) }]);
      expect(await store.join(code(1), token("late"), NEXT)).toBeUndefined();
      expect(await store.counts()).toEqual(NOTHING);
    });

    test("[SIG14] of two guests a lost one is gone alone", async () => {
      const { store, pass } = await opened(make, 2);
      await store.join(code(1), token("first"), NEXT);
      await store.join(code(1), token("second"), NEXT);
      await store.away(guestOf(1));
      await pass(graceMs);
      expect(await store.sweep()).toEqual([{ type: "gone", ended: false, ...guestOf(1) }]);
      expect(await store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
    });

    test("[SIG14] losing a seat that nobody has changes nothing", async () => {
      const { store, pass } = await opened(make);
      await store.away(guestOf(1));
      await store.away(hostOf(9));
      expect(await store.counts()).toMatchObject({ peers: 1, away: 0 });
      await pass(graceMs);
      expect(await store.sweep()).toEqual([]);
    });
  });
}
