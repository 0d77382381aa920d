import { describe, expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { fileId, sha256 } from "../ids.ts";
import { arrivedBytes, type FileInfo, isSettled, step, type Transfer, type TransferEvent } from "./state.ts";

const SEED = 99;
const HASH = sha256("b".repeat(64));
const file: FileInfo = { fileId: fileId(1), name: "a.bin", size: 100 };
const empty: FileInfo = { ...file, size: 0 };

const fold = (of: FileInfo, ...events: TransferEvent[]) =>
  events.reduce(step, { state: "offered", file: of } as Transfer);
const accepted = { type: "accepted" } as const;
const started = { type: "started" } as const;
const arrived = (bytes: number) => ({ type: "arrived", bytes }) as const;
const interrupted = { type: "interrupted" } as const;
const resumed = { type: "resumed" } as const;
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

  test("[XFER8] a failure keeps how far it was", () => {
    expect(fold(file, accepted, started, arrived(60), { type: "failed", reason: "peer-left" })).toEqual({
      state: "failed",
      file,
      bytes: 60,
      reason: "peer-left",
    });
  });

  test(`[XFER8] 5,000 event sequences never leave a settled state and never lose bytes, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    for (let i = 0; i < 5_000; i++) {
      let transfer: Transfer = { state: "offered", file: random.pick([file, empty]) };
      for (let n = 0; n < 12; n++) {
        const failed = { type: "failed", reason: "cancelled" } as const;
        const event = random.pick([
          accepted,
          started,
          arrived(random.below(150)),
          interrupted,
          resumed,
          verified,
          failed,
        ]);
        const next = step(transfer, event);
        if (isSettled(transfer)) expect(next).toBe(transfer);
        expect(arrivedBytes(next)).toBeGreaterThanOrEqual(arrivedBytes(transfer));
        expect(arrivedBytes(next)).toBeLessThanOrEqual(transfer.file.size);
        if (next.state === "done") expect(["verifying", "done"]).toContain(transfer.state);
        transfer = next;
      }
    }
  });
});
