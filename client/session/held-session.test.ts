import { beforeEach, describe, expect, test } from "bun:test";
import { fileId, resumeToken, sessionId } from "#protocol/ids.ts";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { type HeldMeeting, HeldMemory } from "./held-session.ts";
import type { Place } from "./ports.ts";

const place: Place = {
  sessionId: sessionId("1".repeat(32)),
  resumeToken: resumeToken("2".repeat(32)),
  graceMs: 120_000,
  heartbeatMs: 30_000,
  chunkBytes: 65_536,
  lanes: 4,
  iceServers: [{ urls: "turn:nas.local", username: "u", credential: "secret" }],
};

const meeting: HeldMeeting = {
  role: "sender",
  connection: 3,
  files: {
    offers: [{ offer: 1, files: [{ fileId: fileId(4), name: "a.bin", path: "in", isText: true, size: 9 }] }],
    nextOffer: 2,
    nextId: 6,
  },
};

let text: string | undefined;
let hasLeft: boolean;
let memory: HeldMemory;
let clock: FakeClock;

beforeEach(() => {
  text = undefined;
  hasLeft = true;
  clock = new FakeClock();
  const storage = {
    recall: async () => (text === undefined ? undefined : { text, hasLeft }),
    remember(kept: string) {
      text = kept;
      return true;
    },
    forget() {
      text = undefined;
    },
  };
  memory = new HeldMemory(storage, clock);
});

describe("what is kept of a session over a reload", () => {
  test("[PAGE18] is all that it takes to go on, and no credential of a relay", async () => {
    expect(memory.keep(meeting, place)).toBe(true);
    const { iceServers: _, ...kept } = place;
    expect(await memory.recall()).toMatchObject({ ...meeting, place: kept } as never);
    expect(text).not.toContain("secret");
  });

  test("[PAGE18] is nothing where nothing is under way", async () => {
    memory.keep(meeting, place);
    expect(memory.keep(undefined, place)).toBe(false);
    expect(await memory.recall()).toBeUndefined();
  });

  test("[PAGE18] is of no use once nobody waits for it any more", async () => {
    memory.keep(meeting, place);
    clock.advance(120_000);
    expect(await memory.recall()).toBeDefined();
    clock.advance(1);
    expect(await memory.recall()).toBeUndefined();
    expect(text).toBeUndefined();
  });

  test("[PAGE18] may be old after a crash: nobody knows when that was", async () => {
    memory.keep(meeting, place);
    hasLeft = false;
    clock.advance(3_600_000);
    expect(await memory.recall()).toBeDefined();
  });

  test.each([
    ["of another version", (kept: string) => kept.replace('"version":1', '"version":2')],
    ["that is damaged", (kept: string) => kept.slice(1)],
    ["with a token that is none", (kept: string) => kept.replaceAll("2".repeat(32), "2")],
    ["with more lanes than there are", (kept: string) => kept.replace('"lanes":4', '"lanes":9')],
    ["with something that nobody wrote", (kept: string) => kept.replace("{", '{"more":1,')],
  ])("[PAGE18] is nothing where there is a text %s", async (_, damage) => {
    memory.keep(meeting, place);
    text = damage(text ?? "");
    expect(await memory.recall()).toBeUndefined();
    expect(text).toBeUndefined();
  });
});
