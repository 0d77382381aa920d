import { describe, expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { fileId, sha256 } from "../ids.ts";
import { arrivedBytes, type FileInfo, isSettled, step, type Transfer, type TransferEvent } from "./state.ts";

const SEED = 99;
const HASH = sha256("b".repeat(64));
const file: FileInfo = {
  fileId: fileId(1),
  direction: "in",
  name: "a.bin",
  folders: [],
  size: 100,
  isText: false,
};
const empty: FileInfo = { ...file, size: 0 };

const fold = (of: FileInfo, ...events: TransferEvent[]) =>
  events.reduce(step, { state: "offered", file: of } as Transfer);
const accepted = { type: "accepted" } as const;
const started = { type: "started" } as const;
const arrived = (bytes: number) => ({ type: "arrived", bytes }) as const;
const interrupted = { type: "interrupted" } as const;
const resumed = { type: "resumed" } as const;
const restarted = { type: "restarted" } as const;
const pausedByMe = { type: "paused", by: "me" } as const;
const unpaused = { type: "unpaused" } as const;
const verified = { type: "verified", sha256: HASH } as const;

describe("a transfer", () => {
  test("[XFER8] goes from offered to done", () => {
    expect(fold(file, accepted)).toEqual({ state: "waiting", file });
    expect(fold(file, accepted, started, arrived(40))).toEqual({ state: "moving", file, bytes: 40 });
    expect(fold(file, accepted, started, arrived(100))).toEqual({ state: "verifying", file });
    expect(fold(file, accepted, started, arrived(100), verified)).toEqual({
      state: "done",
      file,
      sha256: HASH,
    });
  });

  test("[XFER8] an empty file needs no bytes", () => {
    expect(fold(empty, accepted, started, verified)).toEqual({ state: "done", file: empty, sha256: HASH });
  });

  test("[XFER8] a late report never moves back", () => {
    expect(fold(file, accepted, started, arrived(60), arrived(40))).toMatchObject({ bytes: 60 });
  });

  test("[XFER8] is not done before all bytes are there, whatever is claimed", () => {
    expect(fold(file, accepted, started, arrived(99), verified)).toMatchObject({ state: "moving" });
    expect(fold(file, verified)).toMatchObject({ state: "offered" });
  });

  test("[XFER8] an interruption keeps what has arrived, takes late reports, and ends where it was", () => {
    const broken = fold(file, accepted, started, arrived(40), interrupted, arrived(60));
    expect(broken).toEqual({ state: "interrupted", file, bytes: 60 });
    expect(step(broken, resumed)).toEqual({ state: "moving", file, bytes: 60 });
    expect(step(broken, arrived(100))).toEqual({ state: "verifying", file });
    expect(fold(file, accepted, interrupted, started)).toEqual({ state: "moving", file, bytes: 0 });
  });

  test("[XFER22] a pause keeps what has arrived, and who paused", () => {
    const paused = fold(file, accepted, started, arrived(40), pausedByMe, arrived(60));
    expect(paused).toEqual({ state: "paused", file, bytes: 60, by: "me" });
    expect(step(paused, unpaused)).toEqual({ state: "moving", file, bytes: 60 });
    expect(step(paused, arrived(100))).toEqual({ state: "verifying", file });
    expect(fold(file, accepted, pausedByMe)).toEqual({ state: "waiting", file });
  });

  test("[XFER22] a pause outlives an interruption, and may begin and end within one", () => {
    const broken = fold(file, accepted, started, arrived(40), pausedByMe, interrupted);
    expect(broken).toEqual({ state: "interrupted", file, bytes: 40, by: "me" });
    expect(step(broken, resumed)).toEqual({ state: "paused", file, bytes: 40, by: "me" });
    expect(fold(file, accepted, started, interrupted, pausedByMe, resumed)).toMatchObject({
      state: "paused",
    });
    expect(step(step(broken, unpaused), resumed)).toMatchObject({ state: "moving" });
  });

  test("[XFER6] a file that was all wrong begins anew, wherever it was", () => {
    const anew: Transfer = { state: "moving", file, bytes: 0 };
    expect(fold(file, accepted, started, arrived(40), restarted)).toEqual(anew);
    expect(fold(file, accepted, started, arrived(100), restarted)).toEqual(anew);
    expect(fold(file, accepted, started, arrived(100), verified, restarted)).toEqual(anew);
    expect(fold(file, accepted, restarted)).toEqual({ state: "waiting", file });
  });

  test("[XFER8] a failure keeps how far it was", () => {
    expect(fold(file, accepted, started, arrived(60), { type: "failed", reason: "peer-left" })).toEqual({
      state: "failed",
      file,
      bytes: 60,
      reason: "peer-left",
    });
  });

  test(`[XFER8] 20,000 event sequences keep what was settled and never lose bytes, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    for (let i = 0; i < 20_000; i++) {
      let transfer: Transfer = { state: "offered", file: random.pick([file, empty]) };
      for (let n = 0; n < 14; n++) {
        const event = random.pick<TransferEvent>([
          accepted,
          started,
          arrived(random.below(150)),
          interrupted,
          resumed,
          pausedByMe,
          { type: "paused", by: "peer" },
          unpaused,
          verified,
          restarted,
          { type: "failed", reason: "cancelled" },
        ]);
        const next = step(transfer, event);
        check(transfer, event, next);
        transfer = next;
      }
    }
  });
});

/** What holds for every step, whatever came before. */
function check(before: Transfer, event: TransferEvent, after: Transfer): void {
  const isAnew = event.type === "restarted";
  if (before.state === "failed" || (before.state === "done" && !isAnew)) expect(after).toBe(before);
  if (!isAnew) expect(arrivedBytes(after)).toBeGreaterThanOrEqual(arrivedBytes(before));
  expect(arrivedBytes(after)).toBeLessThanOrEqual(before.file.size);
  if (after.state === "done") expect(["verifying", "done"]).toContain(before.state);
  if (isSettled(after)) expect(step(after, started)).toBe(after);
}
