import { batch, createMemo, createSignal } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import type { FileId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import {
  arrivedBytes,
  type FileInfo,
  step,
  type Transfer,
  type TransferEvent,
} from "#protocol/transfer/state.ts";
import { type Rate, RateMeter } from "./rate.ts";

/** Sums over all files of a session. */
export interface Totals {
  readonly files: number;
  readonly bytes: number;
  readonly arrivedBytes: number;
  readonly done: number;
  readonly failed: number;
  /** Files that are past the offer. */
  readonly started: number;
}

const NOTHING: Totals = { files: 0, bytes: 0, arrivedBytes: 0, done: 0, failed: 0, started: 0 };

/**
 * The files of this page's session and how far they are.
 *
 * What arrives is shown with each `tick`, a few times a second: drawing every report would cost more of the
 * processor than the transfer itself. Everything else that happens to a file is shown at once.
 */
export function createTransferStore(now: () => Instant) {
  const [transfers, setTransfers] = createStore<Record<FileId, Transfer>>({});
  const [order, setOrder] = createSignal<readonly FileId[]>([]);
  const [totals, setTotals] = createSignal(NOTHING);
  const [rate, setRate] = createSignal<Rate>();
  const arrived = new Map<FileId, number>();
  let meter = new RateMeter();

  /** The only writer while a transfer runs: events in, next state out of the pure `step`. */
  const apply = (fileId: FileId, event: TransferEvent) => {
    const current = transfers[fileId];
    if (!current) return;
    const before = partOf(current);
    const next = step(unwrap(current), event);
    batch(() => {
      setTransfers(fileId, reconcile(next));
      setTotals((sums) => moved(sums, before, partOf(next)));
    });
  };
  const applyArrived = (fileId: FileId) => {
    const bytes = arrived.get(fileId);
    arrived.delete(fileId);
    if (bytes !== undefined) apply(fileId, { type: "arrived", bytes });
  };

  return {
    order,
    totals,
    rate,
    get: (fileId: FileId): Transfer | undefined => transfers[fileId],
    /** Whether something that was accepted is still to come. */
    unfinished: createMemo(() => totals().started > totals().done + totals().failed),
    show(files: readonly FileInfo[]): void {
      meter = new RateMeter();
      arrived.clear();
      batch(() => {
        setRate(undefined);
        setTransfers(
          reconcile(Object.fromEntries(files.map((file) => [file.fileId, { state: "offered", file }]))),
        );
        setTotals({ ...NOTHING, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) });
        setOrder(files.map(({ fileId }) => fileId));
      });
    },
    report(fileId: FileId, event: TransferEvent): void {
      if (event.type === "arrived") {
        // Reports of what was written may come after the one that all is there.
        arrived.set(fileId, Math.max(event.bytes, arrived.get(fileId) ?? 0));
        return;
      }
      applyArrived(fileId);
      apply(fileId, event);
    },
    /** Shows what has arrived since the last time, and measures the speed anew. */
    tick(): void {
      for (const fileId of [...arrived.keys()]) applyArrived(fileId);
      const { bytes, arrivedBytes } = totals();
      meter.add(arrivedBytes, now());
      setRate(meter.rate(bytes, now()));
    },
  };
}

type Part = Pick<Totals, "arrivedBytes" | "done" | "failed" | "started">;

/** What one file adds to the totals. */
function partOf(transfer: Transfer): Part {
  const { state } = transfer;
  return {
    arrivedBytes: arrivedBytes(transfer),
    done: state === "done" ? 1 : 0,
    failed: state === "failed" ? 1 : 0,
    started: state === "offered" ? 0 : 1,
  };
}

function moved(sums: Totals, before: Part, after: Part): Totals {
  return {
    ...sums,
    arrivedBytes: sums.arrivedBytes + after.arrivedBytes - before.arrivedBytes,
    done: sums.done + after.done - before.done,
    failed: sums.failed + after.failed - before.failed,
    started: sums.started + after.started - before.started,
  };
}

export type TransferStore = ReturnType<typeof createTransferStore>;
