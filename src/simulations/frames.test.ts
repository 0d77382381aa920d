import { afterEach, beforeEach, expect, test } from "bun:test";
import * as v from "valibot";
import { decodeClientMessage } from "#protocol/signaling/codec.ts";
import { MAX_SIGNALING_LENGTH, ServerMessage } from "#protocol/signaling/messages.ts";
import { randomFrame } from "../testing/random-frame.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { TestApp } from "../testing/test-app.ts";

const SEED = 555;
const FUZZED = 100_000;
const BATCH = 500;
/** A frame that no other one looks like: with its answer all before it are answered too. */
const LAST = "x".repeat(MAX_SIGNALING_LENGTH + 1);
const UNLIMITED = Object.fromEntries(
  ["CONNECTIONS", "CREATES", "JOINS", "MISSES", "GLOBAL_MISSES", "MESSAGES"].map((name) => [
    `RATE_LIMIT_${name}`,
    "off",
  ]),
);

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start(UNLIMITED);
});

afterEach(() => app.remove());

/** What the protocol says to this frame. */
function isBad(frame: string): boolean {
  try {
    decodeClientMessage(frame.toWellFormed()); // as UTF-8 carries it
    return false;
  } catch {
    return true;
  }
}

test(`[SIG2] ${FUZZED.toLocaleString("en")} random and mutated frames get their answers, and harm no other session, seed ${SEED}`, async () => {
  const random = new SeededRandom(SEED);
  const [host, guest] = await app.pair();
  const fuzzer = await app.open();
  const heard = new Map<string, number>();
  let bad = 0;
  /** Sends some frames. */
  const attack = () => {
    for (let i = 1; i < BATCH; i++) {
      const frame = random.below(10) === 0 ? random.bytes(random.below(40)) : randomFrame(random);
      if (typeof frame !== "string" || isBad(frame)) bad++;
      fuzzer.socket.send(frame);
    }
    fuzzer.socket.send(LAST);
  };
  /** Hears answers until the last frame's. */
  const listen = async () => {
    for (let kind = ""; kind !== "too-large"; ) {
      const answer = await fuzzer.hear();
      kind = answer.type === "error" ? String(answer["code"]) : answer.type;
      heard.set(kind, (heard.get(kind) ?? 0) + 1);
      if (kind !== "bad-message" && !v.is(ServerMessage, answer)) throw new Error(`heard ${kind}`);
    }
  };
  for (let sent = 0; sent < FUZZED; sent += BATCH) {
    attack();
    await listen();
    const signal = { type: "signal", renew: sent };
    host.say(signal);
    expect(await guest.hear()).toEqual(signal);
  }
  expect(heard.get("bad-message")).toBe(bad);
  // Its real messages were understood: it came into states where more can go wrong.
  for (const kind of ["created", "joined", "pong", "no-peer", "already-in-session", "unknown-session"]) {
    expect([kind, (heard.get(kind) ?? 0) > 50]).toEqual([kind, true]);
  }
  expect(heard.get("internal")).toBeUndefined();
  expect(app.log.lines.filter(({ level }) => level !== "debug")).toEqual([]);
  expect(await app.stats()).toMatchObject({ sockets: 3 });
});
