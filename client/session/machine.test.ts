import { expect, test } from "bun:test";
import { sessionCode } from "#protocol/ids.ts";
import { type Session, type SessionEvent, step } from "./machine.ts";

const code = { code: sessionCode("482913"), joinUrl: "http://nas.local/#482913", expiresAt: 300_000 };
const ready = { type: "code-ready", ...code } as const;
const waiting: Session = { at: "waiting", ...code };
const connecting: Session = { at: "connecting", role: "receiver" };
const connected: Session = { at: "connected", role: "receiver", device: "Anna's Pixel", offered: true };

test.each<[string, Session, SessionEvent, Session]>([
  ["a code that runs out", waiting, { type: "code-expiring" }, { ...waiting, expiring: true }],
  ["a server that is away", waiting, { type: "server-line", up: false }, { ...waiting, serverAway: true }],
  ["a server that is back", { ...waiting, serverAway: true }, { type: "server-line", up: true }, waiting],
  [
    "another code",
    { ...waiting, expiring: true, serverAway: true },
    { ...ready, notice: "code-replaced" },
    { ...waiting, notice: "code-replaced" },
  ],
])("[PAGE7] while a code waits, %s is shown", (_, before, event, after) => {
  expect(step(before, event)).toEqual(after);
});

test("[PAGE1] a device that is away is told while both connect, and no longer once it is back", () => {
  const away = step(connecting, { type: "peer-away", away: true });
  expect(away).toEqual({ ...connecting, peerAway: true });
  expect(step(away, { type: "peer-away", away: false })).toEqual(connecting);
});

test("[PAGE8] an interruption keeps what is known, and goes with the next channel or the same one", () => {
  const broken = step(connected, { type: "interrupted", until: 9 });
  expect(broken).toEqual({ ...connected, interruptedUntil: 9 });
  expect(step(broken, { type: "mended" })).toEqual(connected);
  expect(step(broken, { type: "channel-open" })).toEqual(connected);
});

test("[SIG16] too many tries leave the code where it was typed", () => {
  const refused = { type: "refused", problem: "rate-limited", waitMs: 90_000 } as const;
  expect(step({ at: "joining" }, refused)).toEqual({ at: "home", problem: "rate-limited", waitMs: 90_000 });
});

test("[PAGE1] an event that means nothing in a state leaves it as it is", () => {
  for (const event of [ready, { type: "code-expiring" }, { type: "server-line", up: false }] as const) {
    expect(step(connected, event)).toBe(connected);
    const home: Session = { at: "home" };
    expect(step(home, event)).toBe(home);
  }
});
