import { expect, test } from "bun:test";
import { fileId, sessionCode } from "#protocol/ids.ts";
import { isOfNetwork, isOfOldPage, type Session, type SessionEvent, step } from "./machine.ts";

const code = {
  code: sessionCode("482913"),
  joinUrl: "http://nas.local/#482913",
  expiresAt: 300_000,
  receivers: 8,
};
const ready = { type: "code-ready", ...code } as const;
const waiting: Session = { at: "waiting", ...code };
const connecting: Session = { at: "connecting", role: "receiver" };
const plan = { method: "opfs", asZip: false, capBytes: null, freeBytes: null } as const;
const offered = { offer: 0, fileIds: [fileId(1)], plan };
const connected = {
  at: "connected",
  role: "receiver",
  device: "Anna's Pixel",
  offered,
} as const satisfies Session;

test.each<[string, Session, SessionEvent, Session]>([
  ["a code that runs out", waiting, { type: "code-expiring" }, { ...waiting, expiring: true }],
  ["that it is for several", waiting, { type: "admits", more: true }, { ...waiting, admitsMore: true }],
  ["that it is for one again", { ...waiting, admitsMore: true }, { type: "admits", more: false }, waiting],
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

test("[PAGE18] a page that is being reloaded is told apart from a lost path, until it is back", () => {
  const reloading = step(connected, { type: "interrupted", until: 9, peerReloading: true });
  expect(reloading).toEqual({ ...connected, interruptedUntil: 9, peerReloading: true });
  const back = step(reloading, { type: "interrupted", until: 20 });
  expect(back).toEqual({ ...connected, interruptedUntil: 20 });
  expect(step(reloading, { type: "channel-open" })).toEqual(connected);
});

test("[PAGE18] a page that was reloaded is where it was, and asks for the files that it lost", () => {
  const returned = step({ at: "home" }, { type: "returning", role: "sender", until: 9 });
  expect(returned).toEqual({ at: "connected", role: "sender", interruptedUntil: 9 });
  const chooseAgain = { files: [{ name: "a.bin", size: 1 }] };
  const asking = step(returned, { type: "choose-again", chooseAgain });
  expect(asking).toEqual({ ...returned, chooseAgain } as Session);
  expect(step(asking, { type: "choose-again", chooseAgain: undefined })).toEqual(returned);
});

test("[XFER17] a person who has to choose files again there is told of until they are, or another channel opens", () => {
  const choosing = step(connected, { type: "peer-choosing", choosing: true });
  expect(choosing).toEqual({ ...connected, peerChoosing: true });
  expect(step(choosing, { type: "peer-choosing", choosing: false })).toEqual(connected);
  const broken = step(choosing, { type: "interrupted", until: 9 });
  expect(step(broken, { type: "mended" })).toEqual(choosing);
  expect(step(broken, { type: "channel-open" })).toEqual(connected);
});

test("[XFER21] one question is shown at a time, until it is answered", () => {
  const next = { ...offered, offer: 1 };
  expect(step(connected, { type: "offered", offered: next })).toEqual({ ...connected, offered: next });
  const { offered: _, ...unasked } = connected;
  expect(step(connected, { type: "answered" })).toEqual(unasked);
});

test("[XFER22] who has paused is shown until that one goes on", () => {
  const paused = step(connected, { type: "paused", by: "me" });
  expect(paused).toEqual({ ...connected, pausedBy: "me" });
  expect(step(paused, { type: "paused", by: undefined })).toEqual(connected);
});

test("[XFER11] a session in which nothing is under way says so, until something is", () => {
  const settled = step(connected, { type: "settled", settled: true });
  expect(settled).toEqual({ ...connected, settled: true });
  expect(step(settled, { type: "settled", settled: false })).toEqual(connected);
});

test("[PAGE17] what the other device can take is shown", () => {
  const capacity = { method: "memory", freeBytes: 9 } as const;
  expect(step(connected, { type: "capacity", capacity })).toEqual({ ...connected, capacity });
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

test.each([
  ["page-failed", true],
  ["bad-message", true],
  ["too-large", true],
  ["server-unreachable", false],
  ["internal", false],
] as const)("[PAGE19] whether reloading the page is what helps after %s: %p", (problem, isOne) => {
  expect(isOfOldPage(problem)).toBe(isOne);
});

test.each([
  ["cannot-connect", true],
  ["no-direct-path", true],
  ["relay-unreachable", true],
  ["relay-refused", true],
  ["no-webrtc", true],
  ["server-unreachable", true],
  ["unknown-code", false],
  ["peer-left", false],
  ["no-peer", false],
  ["server-full", false],
] as const)("[DIAG7] whether the diagnostics can tell more of %s: %p", (problem, isOne) => {
  expect(isOfNetwork(problem)).toBe(isOne);
});
