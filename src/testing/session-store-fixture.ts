import { resumeToken, sessionCode, sessionId } from "#protocol/ids.ts";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import { HOST_SEAT, type NextSecrets, type SessionStore } from "../ports/session-store.ts";

/** What a store is made with in the contract's tests. */
export interface StoreOptions {
  readonly ttlMs: Millis;
  readonly graceMs: Millis;
  readonly maxSessions: number;
}

/** An empty store, and the time that it lives in. */
export interface StoreUnderTest {
  readonly store: SessionStore;
  now(): Instant;
  /** Lets time pass for the store, without a sweep. */
  pass(ms: Millis): Promise<void>;
}

export type MakeStore = (options: StoreOptions) => Promise<StoreUnderTest>;

export const STORE_OPTIONS: StoreOptions = { ttlMs: 300_000, graceMs: 120_000, maxSessions: 3 };

export const NOTHING = { sessions: 0, waiting: 0, peers: 0, away: 0 };

export const id = (number: number) => sessionId(number.toString(16).padStart(32, "0"));
export const code = (number: number) => sessionCode(String(number).padStart(6, "0"));
export const token = (name: string) => resumeToken(Buffer.from(name).toString("hex").padStart(32, "0"));

/** Of the session that a join may open for the next device. */
export const secretsOf = (session: number): NextSecrets => ({
  id: id(session),
  token: token(`host ${session}`),
});
export const NEXT: NextSecrets = secretsOf(100);

export const hostOf = (session: number) => ({ sessionId: id(session), seat: HOST_SEAT });
export const guestOf = (session: number) => ({ sessionId: id(session), seat: 1 });

export const signal = (sdp: string): ServerMessage => ({
  type: "signal",
  description: { type: "offer", sdp },
});

/** A new store with session 1, for `capacity` guests, under code 1. */
export async function opened(make: MakeStore, capacity = 1): Promise<StoreUnderTest> {
  const under = await make(STORE_OPTIONS);
  await under.store.open({ id: id(1), code: code(1), capacity, receivers: 1, token: token("host") });
  return under;
}

/** The same, with a guest. */
export async function joined(make: MakeStore): Promise<StoreUnderTest> {
  const under = await opened(make);
  await under.store.join(code(1), token("guest"), NEXT);
  return under;
}
