import { expect, test } from "bun:test";
import { createEffect, createRoot } from "solid-js";
import { fileId, sha256 } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";
import type { Direction, FileInfo, TransferEvent } from "#protocol/transfer/state.ts";
import type { FileChange } from "../engine/ports.ts";
import type { Shown } from "./file-book.ts";
import { createTransferStore, type TransferStore } from "./store.ts";

const DIGEST = sha256("0".repeat(64));

const file = (n: number, size: number, direction: Direction = "out", folders: string[] = []): FileInfo => ({
  fileId: fileId(n),
  direction,
  name: `${n}.bin`,
  folders,
  size,
  isText: false,
});
const accepted = (n: number): readonly FileChange[] => [
  [fileId(n), { type: "accepted" }],
  [fileId(n), { type: "started" }],
];
const arrived = (n: number, bytes: number): FileChange => [fileId(n), { type: "arrived", bytes }];
const verified = (n: number): FileChange => [fileId(n), { type: "verified", sha256: DIGEST }];

interface Scene {
  readonly store: TransferStore;
  /** Bytes in all, each time they were drawn. */
  readonly drawn: readonly number[];
  /** Moves the clock on, and draws. */
  tick(afterMs: Millis): void;
  shown(n: number): Shown;
}

/** Runs with a store whose effects really run. */
function withStore(use: (scene: Scene) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    createRoot((dispose) => {
      let now = 0;
      const store = createTransferStore(() => now);
      const drawn: number[] = [];
      createEffect(() => void drawn.push(store.totals().arrivedBytes));
      const scene: Scene = {
        store,
        drawn,
        tick(afterMs) {
          now += afterMs;
          store.tick();
        },
        shown(n) {
          const row = store.rows().find((candidate) => candidate.file.fileId === fileId(n));
          if (!row) throw new Error(`there is no row for ${n}`);
          return row.shown();
        },
      };
      queueMicrotask(() => {
        try {
          use(scene);
          resolve();
        } catch (error) {
          reject(error);
        } finally {
          dispose();
        }
      });
    });
  });
}

test("sums follow what happens, in the reactive build of Solid", () =>
  withStore(({ store, drawn, tick }) => {
    store.show([file(1, 100), file(2, 50), file(3, 7)]);
    store.reportAll([...accepted(1), arrived(1, 60), [fileId(2), { type: "failed", reason: "cancelled" }]]);
    tick(500);
    expect(store.totals()).toEqual({
      files: 3,
      texts: 0,
      bytes: 157,
      offeredFiles: 1,
      offeredTexts: 0,
      offeredBytes: 7,
      active: 1,
      uncounted: 0,
      done: 0,
      failed: 1,
      dueBytes: 100,
      arrivedBytes: 60,
    });
    expect(store.unfinished()).toBe(true);
    // Under Solid's server build effects never run, and this list would hold one entry at most.
    expect(drawn).toContain(60);
  }));

test("[PAGE13] what arrives is drawn with the next tick only, and the last file's end at once", () =>
  withStore(({ store, drawn, tick, shown }) => {
    store.show([file(1, 100)]);
    store.reportAll(accepted(1));
    for (const bytes of [10, 20, 30]) store.reportAll([arrived(1, bytes)]);
    expect(shown(1).transfer).toMatchObject({ state: "moving", bytes: 0 });
    tick(500);
    expect(shown(1).transfer).toMatchObject({ state: "moving", bytes: 30 });
    expect(drawn).not.toContain(10);
    store.reportAll([arrived(1, 100), verified(1)]);
    expect(shown(1).transfer).toMatchObject({ state: "done", sha256: DIGEST });
    expect(store.unfinished()).toBe(false);
  }));

test("[PAGE13] thousands of files in a burst are drawn once, and no end is lost", () =>
  withStore(({ store, drawn, tick }) => {
    const count = 2_000;
    const numbers = Array.from({ length: count + 1 }, (_, i) => i);
    store.show(numbers.map((n) => file(n, 10)));
    store.reportAll(numbers.map((n): FileChange => [fileId(n), { type: "accepted" }]));
    const before = drawn.length;
    for (const n of numbers.slice(0, count))
      store.reportAll([[fileId(n), { type: "started" }], arrived(n, 10), verified(n)]);
    expect(drawn.length).toBe(before);
    tick(500);
    expect(drawn.length).toBe(before + 1);
    expect(store.totals()).toMatchObject({ done: count, active: 1, arrivedBytes: 10 * count });
    expect(store.rows().filter(({ shown }) => shown().transfer.state === "done")).toHaveLength(count);
  }));

test.each<readonly [TransferEvent, string]>([
  [{ type: "paused", by: "peer" }, "paused"],
  [{ type: "interrupted" }, "interrupted"],
  [{ type: "failed", reason: "no-room" }, "failed"],
])("[PAGE13] %j is drawn at once", (event, state) =>
  withStore(({ store, shown }) => {
    store.show([file(1, 100), file(2, 100)]);
    store.reportAll([...accepted(1), ...accepted(2), arrived(1, 40)]);
    store.report(fileId(1), event);
    expect(shown(1).transfer).toMatchObject({ state, bytes: 40 });
  }),
);

test("[XFER8] a late report between two ticks does not hide that all is there", () =>
  withStore(({ store, shown }) => {
    store.show([file(1, 100)]);
    store.reportAll([...accepted(1), arrived(1, 100), arrived(1, 60), verified(1)]);
    expect(shown(1).transfer).toMatchObject({ state: "done" });
  }));

test("[PAGE13] offers of both sides are added up apart and together, and none is added twice", () =>
  withStore(({ store, tick }) => {
    store.show([file(1, 100)]);
    store.reportAll([...accepted(1), arrived(1, 100), verified(1)]);
    store.add([file(2, 30, "in"), file(3, 20, "in")]);
    store.add([file(1, 100), file(2, 30, "in"), file(3, 20, "in")]);
    store.reportAll([...accepted(2), arrived(2, 10)]);
    tick(500);
    expect(store.rows().map((row) => row.file.fileId)).toEqual([1, 2, 3].map(fileId));
    expect(store.totalsOf("out")).toMatchObject({ files: 1, done: 1, active: 0, dueBytes: 100 });
    expect(store.totalsOf("in")).toMatchObject({ files: 2, active: 1, offeredFiles: 1, arrivedBytes: 10 });
    expect(store.totals()).toMatchObject({ files: 3, dueBytes: 130, arrivedBytes: 110 });
  }));

test("[PAGE13] a folder is named where its files begin", () =>
  withStore(({ store }) => {
    const within = (n: number, ...folders: string[]) => file(n, 1, "in", folders);
    store.show([file(1, 1), within(2, "a"), within(3, "a"), within(4, "a", "b"), within(5, "a")]);
    store.add([within(6, "a"), file(7, 1)]);
    expect(store.rows().map(({ heading }) => heading)).toEqual([
      undefined,
      "a",
      undefined,
      "a/b",
      "a",
      "a",
      undefined,
    ]);
  }));

test("[PAGE4] a file that starts again counts as what travels, and says so", () =>
  withStore(({ store, tick, shown }) => {
    store.show([file(1, 10_000)]);
    store.reportAll([...accepted(1), arrived(1, 0)]);
    tick(500);
    store.reportAll([arrived(1, 4_000)]);
    tick(500);
    store.reportAll([[fileId(1), { type: "restarted" }]]);
    expect(shown(1)).toMatchObject({ isRestarted: true, transfer: { state: "moving", bytes: 0 } });
    store.reportAll([arrived(1, 4_000)]);
    tick(500);
    expect(store.rate()).toEqual({ bytesPerSecond: 8_000, remainingMs: 1_000 });
  }));

test("[PAGE4] bytes that were there before a reload are no speed", () =>
  withStore(({ store, tick }) => {
    store.show([file(1, 2_000_000)]);
    store.reportAll(accepted(1));
    tick(500);
    store.reportAll([arrived(1, 1_000_000)]);
    tick(500);
    store.reportAll([arrived(1, 1_002_000)]);
    tick(500);
    expect(store.rate()?.bytesPerSecond).toBeLessThan(2_500);
    expect(store.totals().arrivedBytes).toBe(1_002_000);
  }));

test("[PAGE18] what was kept over a reload is no number before it is known, and then no speed", () =>
  withStore(({ store, tick, shown }) => {
    const again: TransferEvent = { type: "accepted", again: true };
    store.show([file(1, 2_000, "in"), file(2, 1_000, "in"), file(3, 500, "in")]);
    store.reportAll([1, 2].flatMap((n) => [[fileId(n), again] as const, accepted(n)[1]] as FileChange[]));
    store.reportAll([[fileId(3), again]]);
    tick(500);
    expect(store.totals()).toMatchObject({ active: 3, uncounted: 3 });
    expect(shown(1)).toMatchObject({ isCounted: false, keptBytes: 0 });
    store.reportAll([[fileId(1), { type: "arrived", bytes: 800, kept: 800 }]]);
    store.reportAll([[fileId(2), { type: "arrived", bytes: 1_000, kept: 1_000 }]]);
    store.reportAll([[fileId(3), { type: "arrived", bytes: 0, kept: 0 }]]);
    tick(500);
    expect(store.totals()).toMatchObject({ uncounted: 0, arrivedBytes: 1_800 });
    expect(shown(1)).toMatchObject({ isCounted: true, keptBytes: 800, transfer: { bytes: 800 } });
    expect(shown(3)).toMatchObject({ isCounted: true, transfer: { state: "waiting" } });
    expect(store.rate()).toBeUndefined();
    store.report(fileId(1), { type: "restarted" });
    expect(shown(1)).toMatchObject({ isCounted: true, keptBytes: 0 });
  }));

test("[PAGE4] time left is that of files which still come, and a pause is no slow speed", () =>
  withStore(({ store, tick }) => {
    store.show([file(1, 10_000), file(2, 1_000_000)]);
    store.reportAll([...accepted(1), [fileId(2), { type: "failed", reason: "too-large" }], arrived(1, 0)]);
    tick(500);
    store.reportAll([arrived(1, 4_000)]);
    tick(1_000);
    expect(store.rate()).toEqual({ bytesPerSecond: 4_000, remainingMs: 2_000 });
    store.report(fileId(1), { type: "paused", by: "me" });
    expect(store.rate()).toBeUndefined();
    const { speeds } = store;
    const before = speeds();
    for (let i = 0; i < 120; i++) tick(500); // as the page goes on to do
    expect(store.rate()).toBeUndefined();
    expect(speeds()).toEqual(before);
    store.report(fileId(1), { type: "interrupted" });
    tick(500);
    tick(500);
    store.report(fileId(1), { type: "resumed" });
    tick(500);
    tick(500);
    expect(store.rate()).toBeUndefined();
    store.report(fileId(1), { type: "unpaused" });
    tick(0);
    store.reportAll([arrived(1, 8_000)]);
    tick(1_000);
    expect(store.rate()?.bytesPerSecond).toBe(4_000);
  }));

test("other files on screen leave nothing of the ones before", () =>
  withStore(({ store, tick }) => {
    store.show([file(1, 10)]);
    store.reportAll([...accepted(1), arrived(1, 5)]);
    store.show([]);
    expect([store.rows(), store.totals().files, store.unfinished()]).toEqual([[], 0, false]);
    store.reportAll([arrived(1, 10), verified(1)]);
    tick(500);
    expect(store.totals().done).toBe(0);
  }));
