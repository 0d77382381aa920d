import { expect, test } from "bun:test";
import { createEffect, createRoot } from "solid-js";
import { fileId } from "#protocol/ids.ts";
import { createTransferStore } from "./store.ts";

const file = (n: number, size: number) => ({ fileId: fileId(n), name: `${n}.bin`, size });

test("sums follow each report, in the reactive build of Solid", async () => {
  const seen: number[] = [];
  const dispose = createRoot((dispose) => {
    const store = createTransferStore(() => 0);
    createEffect(() => void seen.push(store.totals().arrivedBytes));
    queueMicrotask(() => {
      store.show([file(1, 100), file(2, 50)]);
      store.report(fileId(1), { type: "accepted" });
      store.report(fileId(1), { type: "started" });
      store.report(fileId(1), { type: "arrived", bytes: 60 });
      store.report(fileId(2), { type: "failed", reason: "cancelled" });
      expect(store.totals()).toEqual({
        files: 2,
        bytes: 150,
        arrivedBytes: 60,
        done: 0,
        failed: 1,
        started: 2,
      });
      expect(store.unfinished()).toBe(true);
    });
    return dispose;
  });
  await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
  dispose();
  // Under Solid's server build effects never run, and this list would hold one entry at most.
  expect(seen).toContain(60);
});
