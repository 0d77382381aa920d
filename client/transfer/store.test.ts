import { expect, test } from "bun:test";
import { createEffect, createRoot } from "solid-js";
import { fileId, sha256 } from "#protocol/ids.ts";
import { createTransferStore, type TransferStore } from "./store.ts";

const file = (n: number, size: number) => ({ fileId: fileId(n), name: `${n}.bin`, size });

/** Runs with a store whose effects really run. */
function withStore(use: (store: TransferStore, seen: readonly number[]) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    createRoot((dispose) => {
      const store = createTransferStore(() => 0);
      const seen: number[] = [];
      createEffect(() => void seen.push(store.totals().arrivedBytes));
      queueMicrotask(() => {
        try {
          use(store, seen);
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
  withStore((store, seen) => {
    store.show([file(1, 100), file(2, 50)]);
    store.report(fileId(1), { type: "accepted" });
    store.report(fileId(1), { type: "started" });
    store.report(fileId(1), { type: "arrived", bytes: 60 });
    store.report(fileId(2), { type: "failed", reason: "cancelled" });
    store.tick();
    expect(store.totals()).toEqual({
      files: 2,
      bytes: 150,
      arrivedBytes: 60,
      done: 0,
      failed: 1,
      started: 2,
    });
    expect(store.unfinished()).toBe(true);
    // Under Solid's server build effects never run, and this list would hold one entry at most.
    expect(seen).toContain(60);
  }));

test("what arrives is drawn with the next tick, and an end at once", () =>
  withStore((store, seen) => {
    store.show([file(1, 100)]);
    store.report(fileId(1), { type: "accepted" });
    store.report(fileId(1), { type: "started" });
    for (const bytes of [10, 20, 30]) store.report(fileId(1), { type: "arrived", bytes });
    expect(store.get(fileId(1))).toMatchObject({ state: "moving", bytes: 0 });
    store.tick();
    expect(store.get(fileId(1))).toMatchObject({ state: "moving", bytes: 30 });
    expect(seen).not.toContain(10);
    store.report(fileId(1), { type: "arrived", bytes: 100 });
    store.report(fileId(1), { type: "verified", sha256: sha256("0".repeat(64)) });
    expect(store.get(fileId(1))).toMatchObject({ state: "done" });
    expect(store.unfinished()).toBe(false);
  }));

test("[XFER8] a late report between two ticks does not hide that all is there", () =>
  withStore((store) => {
    store.show([file(1, 100)]);
    store.report(fileId(1), { type: "accepted" });
    store.report(fileId(1), { type: "started" });
    store.report(fileId(1), { type: "arrived", bytes: 100 });
    store.report(fileId(1), { type: "arrived", bytes: 60 });
    store.report(fileId(1), { type: "verified", sha256: sha256("0".repeat(64)) });
    expect(store.get(fileId(1))).toMatchObject({ state: "done" });
  }));
