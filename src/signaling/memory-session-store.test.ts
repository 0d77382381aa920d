import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { sessionStoreContract } from "../testing/session-store-contract.ts";
import { guestOf, hostOf, id, signal, token } from "../testing/session-store-fixture.ts";
import { MemorySessionStore } from "./memory-session-store.ts";

const GRACE_MS = 120_000;

sessionStoreContract("memory", async (options) => {
  const clock = new FakeClock();
  return {
    store: new MemorySessionStore(options, clock),
    now: () => clock.now(),
    pass: async (ms) => clock.advance(ms),
  };
});

/** A store in which 16 Mi characters are kept for 128 guests, as many as may be kept for each. */
async function fullOfMessages() {
  const clock = new FakeClock();
  const store = new MemorySessionStore({ ttlMs: 1_000, graceMs: GRACE_MS, maxSessions: 200 }, clock);
  const empty = JSON.stringify(signal("")).length;
  for (let session = 1; session <= 128; session++) {
    await store.restore(hostOf(session), token("host"));
    for (let i = 0; i < 4; i++) {
      expect(await store.keep(guestOf(session), signal("s".repeat(32_768 - empty)))).toBe(true);
    }
  }
  await store.restore(hostOf(199), token("host"));
  return { clock, store, keepsMore: () => store.keep(guestOf(199), signal("one more")) };
}

test("[SIG9] for all who are away together 16 Mi characters are kept, and not one more", async () => {
  const { keepsMore } = await fullOfMessages();
  expect(await keepsMore()).toBe(false);
});

test.each([
  ["one collects its own", (store: MemorySessionStore) => store.collect(guestOf(1))],
  ["a session ends", (store: MemorySessionStore) => store.leave(hostOf(1))],
])("[SIG9] there is room for more when %s", async (_, end) => {
  const { store, keepsMore } = await fullOfMessages();
  await end(store);
  for (let i = 0; i < 256; i++) expect(await keepsMore()).toBe(true);
  expect(await store.resume(id(2), token("host"))).toBeDefined();
});

test("[SIG9] nothing is held against anybody once all of them are gone", async () => {
  const { clock, store } = await fullOfMessages();
  clock.advance(GRACE_MS);
  expect(await store.sweep()).toHaveLength(129);
  for (let session = 1; session <= 128; session++) {
    await store.restore(hostOf(session), token("host"));
    for (let i = 0; i < 4; i++) {
      expect(await store.keep(guestOf(session), signal("s".repeat(32_000)))).toBe(true);
    }
  }
});
