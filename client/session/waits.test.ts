import { beforeEach, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import type { Session } from "./machine.ts";
import { ENDING_AFTER, SERVER_WAITS, WAITS, type WaitFacts, waitOf } from "./waits.ts";

const file = sampleFiles(41);
const MINUTE_MS = 60_000;

/** As the table says it: "10 s", "10 min", "12 h". */
function said(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms >= 120_000 && ms % MINUTE_MS === 0 ? `${ms / MINUTE_MS} min` : `${ms / 1_000} s`;
}

/** Rows of the table of waits: name and time. */
function rowsOfDocs(): [string, string][] {
  const docs = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
  const table = docs.slice(docs.indexOf("| wait |"));
  return [
    ...table.slice(0, table.indexOf("\n\n")).matchAll(/^\| `([a-z-]+)` \|[^|]*\| `?([^|`]+)`? \|/gm),
  ].map(([, name = "", time = ""]) => [name, time.trim()]);
}

test("[FLOW6] every wait stands in the docs with its time, and no other", () => {
  const inCode = [
    ...Object.entries(WAITS).map(([name, ms]) => [name, said(ms)]),
    ...Object.entries(SERVER_WAITS),
  ];
  expect(rowsOfDocs().toSorted()).toEqual(inCode.toSorted() as [string, string][]);
});

const role = "sender" as const;
const NOTHING: WaitFacts = { isMoving: false, hasOffers: false };
const OFFERED: WaitFacts = { isMoving: false, hasOffers: true };
const MOVING: WaitFacts = { isMoving: true, hasOffers: true };
const plan = { method: "opfs", asZip: false, capBytes: null, freeBytes: null } as const;
const offered = { offer: 0, fileIds: [], plan };
const connected = { at: "connected", role } as const;

test.each<[Session, WaitFacts, ReturnType<typeof waitOf>]>([
  [{ at: "opening" }, NOTHING, "server-answer"],
  [{ at: "joining" }, NOTHING, "server-answer"],
  [{ at: "waiting", code: "482913" as never, joinUrl: "", expiresAt: 0, receivers: 8 }, NOTHING, "code"],
  [{ at: "connecting", role }, NOTHING, "path"],
  [{ at: "connecting", role, peerAway: true }, NOTHING, "reconnect"],
  [{ at: "connecting", role, serverAway: true }, NOTHING, "reconnect"],
  [connected, NOTHING, "first-offer"],
  [connected, OFFERED, "answer"],
  [connected, MOVING, "progress"],
  [{ ...connected, pausedBy: "peer" }, MOVING, "paused"],
  [{ ...connected, interruptedUntil: 1 }, MOVING, "reconnect"],
  [{ ...connected, interruptedUntil: 1, peerReloading: true }, MOVING, "reload"],
  [{ ...connected, chooseAgain: { files: [] } }, MOVING, "choosing"],
  [{ ...connected, peerChoosing: true }, MOVING, "choosing"],
  [{ ...connected, settled: true }, OFFERED, "quiet"],
  [{ ...connected, settled: true, staysBy: "peer" }, OFFERED, "stay"],
])("[FLOW6] %j waits for something that has an end", (session, facts, wait) => {
  expect(waitOf(session, facts)).toBe(wait);
  expect(Object.keys({ ...WAITS, ...SERVER_WAITS })).toContain(wait ?? "");
});

test.each<Session>([
  { at: "home" },
  { at: "expired" },
  { at: "stopped", problem: "peer-left", sending: true },
  { at: "ended", role, ending: "finished" },
  { ...connected, offered },
])("[FLOW6] in %j a person is asked, and nothing waits", (session) => {
  expect(waitOf(session, OFFERED)).toBeUndefined();
});

describe("a wait that is over", () => {
  let s: Scenario;
  beforeEach(() => {
    s = new Scenario();
  });

  test("[FLOW7] takes an offer back that nobody answered, and it can be sent again with one tap", async () => {
    await s.offered(file("a.bin", 1_000), file("b.bin", 10));
    await s.world.pass(WAITS.answer - 1_000);
    expect(s.alice.outcome()).toEqual(["offered", "offered"]);
    await s.world.pass(1_000);
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["unanswered", "unanswered"]);
    expect(s.bob.session).not.toHaveProperty("offered");
    expect(s.alice.session).toMatchObject({ canSendAgain: true });
    s.alice.controller.files.sendAgain();
    await s.bob.isAsked();
    expect(s.alice.session).not.toHaveProperty("canSendAgain");
    s.bob.controller.files.accept();
    await s.settled();
    for (const page of s.both) expect(page.outcome().slice(2)).toEqual(["done", "done"]);
  });

  test("[FLOW7] does not count the time in which the devices are apart", async () => {
    await s.offered(file("a.bin", 1_000));
    await s.world.pass(WAITS.answer - 10_000);
    s.world.path.cut();
    await s.alice.isInterrupted();
    await Promise.all([s.alice.isMended(), s.bob.isMended()]);
    await s.world.pass(60_000);
    expect(s.alice.outcome()).toEqual(["offered"]);
    s.bob.controller.files.accept();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[FLOW7] leaves alone what a person has taken back", async () => {
    await s.offered(file("a.bin", 1_000));
    const [only] = s.alice.transfers.keys();
    if (only) s.alice.controller.files.cancel(only);
    await s.settled();
    s.alice.controller.files.stay();
    await s.world.pass(WAITS.answer);
    expect(s.alice.session).not.toHaveProperty("canSendAgain");
    expect(s.alice.outcome()).toEqual(["cancelled"]);
  });

  test("[FLOW6] says since when somebody has paused, and ends after twelve hours", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.bob.controller.files.pause(true);
    await s.alice.until(({ session }) => session.at === "connected" && session.pausedBy === "peer");
    expect(s.alice.session).toMatchObject({ pausedSince: s.world.clock.now() });
    s.world.clock.advance(WAITS.paused);
    await s.ended();
    expect(s.alice.session).toMatchObject({ ending: "paused-too-long" });
  });

  test("[FLOW6] says that nothing arrives any more, takes it back when something does, and ends in the end", async () => {
    const large = file("a.bin", 3 * PIECE_BYTES);
    await s.moving(large);
    s.world.path.tamper = () => undefined; // the channel is open, and nothing passes
    await settled();
    s.alice.engineEvents?.report([]);
    const since = s.world.clock.now();
    s.world.clock.advance(WAITS["progress-notice"]);
    expect(s.alice.session).toMatchObject({ stalledSince: since });
    s.alice.engineEvents?.report([]);
    expect(s.alice.session).not.toHaveProperty("stalledSince");
    s.world.clock.advance(WAITS.progress);
    expect(s.alice.session).toMatchObject({ at: "ended", ending: "stalled" });
  });

  test("[FLOW6] ends a session in which the files were not chosen again after a reload", async () => {
    await s.moving(file("a.bin", 3 * PIECE_BYTES));
    await s.alice.reload();
    await s.world.pass(5_000);
    await s.bob.until(() => s.bob.hearsOfChoosing);
    await s.world.pass(WAITS.choosing);
    await s.ended();
    expect(s.both.map(({ session }) => session.at === "ended" && session.ending)).toContain("not-chosen");
  });

  test("[FLOW6] ends a session to which nothing is ever offered", async () => {
    s.world.path.rewrite = (message) =>
      message.type === "file_meta" || message.type === "offer" ? { type: "ping" } : message;
    await s.waiting(file("a.bin", 10));
    s.bob.controller.join(s.alice.code());
    await s.bob.at("connected");
    await s.world.pass(WAITS["first-offer"] + 1_000);
    expect(s.bob.session).toMatchObject({ at: "ended", ending: "stalled" });
  });

  test("[FLOW6] has a sentence for every ending that a wait may have", () => {
    expect(new Set(Object.values(ENDING_AFTER))).toEqual(
      new Set(["stalled", "not-chosen", "paused-too-long", "finished"] as const),
    );
  });
});
