import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { testJournal } from "../testing/test-journal.ts";
import { MemorySessionStore } from "./memory-session-store.ts";
import { type Seat, Sessions } from "./sessions.ts";

const GRACE_MS = 120_000;

const nobody: Seat = { send() {}, peerJoined() {}, released() {}, replaced() {} };

/** Gives out codes from a list; session ids and tokens count up. */
function codesFrom(codes: number[]) {
  let secrets = 0;
  return {
    bytes(length: number) {
      const bytes = new Uint8Array(length);
      const number = length === 4 ? (codes.shift() ?? 0) : ++secrets;
      new DataView(bytes.buffer).setUint32(0, number);
      return bytes;
    },
  };
}

function sessionsWith(codes: number[]) {
  const clock = new FakeClock();
  const store = new MemorySessionStore({ ttlMs: 300_000, graceMs: GRACE_MS, maxSessions: 10 }, clock);
  const log = new MemoryLog();
  const watch = testJournal(clock, log);
  return {
    clock,
    store,
    log,
    sessions: new Sessions({ store, random: codesFrom(codes), watch, receivers: 8 }),
  };
}

async function created(sessions: Sessions, seat = nobody) {
  const made = await sessions.create(seat);
  if (typeof made === "string") throw new Error(made);
  return made;
}

describe("codes", () => {
  test("[SIG4] a code that is live is not given out again: another one is drawn", async () => {
    const { sessions } = sessionsWith([7, 7, 7, 8]);
    expect(await created(sessions)).toMatchObject({ code: "000007" });
    expect(await created(sessions)).toMatchObject({ code: "000008" });
  });

  test("[SIG4] a code whose session ended is drawn like any other", async () => {
    const { sessions } = sessionsWith([7, 7]);
    const { place } = await created(sessions);
    await sessions.leave(place);
    expect(await created(sessions)).toMatchObject({ code: "000007" });
  });
});

describe("a seat", () => {
  test("[SIG14] that was taken over is not lost again when its old socket goes", async () => {
    const { sessions, store } = sessionsWith([7]);
    const old = { ...nobody };
    const { place } = await created(sessions, old);
    const resumed = await sessions.resume(place.table.sessionId, place.token, nobody);
    expect(resumed).toMatchObject({ peer: "none" });
    await sessions.lost(place, old, false);
    expect(await store.counts()).toMatchObject({ away: 0, peers: 1 });
  });

  test("[SIG13] that was lost again before its return was told is not told as here", async () => {
    const { sessions, store } = sessionsWith([7]);
    const heard: string[] = [];
    const { code } = await created(sessions, { ...nobody, send: ({ type }) => void heard.push(type) });
    const joined = await sessions.join(code, nobody);
    if (typeof joined === "string") throw new Error(joined);
    await sessions.lost(joined.place, nobody, false);
    sessions.announce(joined.place, "peer-joined");
    expect(heard).toEqual(["peer-away"]);
    expect(await store.counts()).toMatchObject({ away: 1 });
  });

  test("[SIG13] that the same browser takes twice is not closed", async () => {
    const { sessions } = sessionsWith([7]);
    let isReplaced = false;
    const seat: Seat = {
      ...nobody,
      replaced() {
        isReplaced = true;
      },
    };
    const { place } = await created(sessions, seat);
    await sessions.resume(place.table.sessionId, place.token, seat);
    expect(isReplaced).toBe(false);
  });

  test("[SIG14] that is swept after its browser and its peer are gone disturbs nobody", async () => {
    const { sessions, store, clock } = sessionsWith([7, 8]);
    const { place } = await created(sessions);
    await sessions.lost(place, nobody, false);
    const other = await created(sessions);
    clock.advance(GRACE_MS);
    await sessions.sweep();
    expect(await store.counts()).toMatchObject({ sessions: 1, peers: 1 });
    expect(await sessions.resume(other.place.table.sessionId, other.place.token, nobody)).toMatchObject({
      peer: "none",
    });
  });
});
