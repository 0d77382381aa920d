import { createMemo, createSignal } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { FileId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import {
  arrivedBytes,
  type FileInfo,
  isSettled,
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

/** The files of this page's session and how far they are. */
export function createTransferStore(now: () => Instant) {
  const [transfers, setTransfers] = createStore<Record<FileId, Transfer>>({});
  const [order, setOrder] = createSignal<readonly FileId[]>([]);
  const [rate, setRate] = createSignal<Rate>();
  let meter = new RateMeter();

  const list = () => order().flatMap((fileId) => transfers[fileId] ?? []);
  const totals = createMemo((): Totals => {
    const all = list();
    const sum = (value: (transfer: Transfer) => number) => all.reduce((total, one) => total + value(one), 0);
    return {
      files: all.length,
      bytes: sum(({ file }) => file.size),
      arrivedBytes: sum(arrivedBytes),
      done: sum(({ state }) => (state === "done" ? 1 : 0)),
      failed: sum(({ state }) => (state === "failed" ? 1 : 0)),
      started: sum(({ state }) => (state === "offered" ? 0 : 1)),
    };
  });

  return {
    order,
    totals,
    rate,
    get: (fileId: FileId): Transfer | undefined => transfers[fileId],
    /** Whether something is still to come. */
    unfinished: () => list().some((transfer) => transfer.state !== "offered" && !isSettled(transfer)),
    show(files: readonly FileInfo[]): void {
      meter = new RateMeter();
      setRate(undefined);
      setTransfers(
        reconcile(Object.fromEntries(files.map((file) => [file.fileId, { state: "offered", file }]))),
      );
      setOrder(files.map(({ fileId }) => fileId));
    },
    /** The only writer while a transfer runs: events in, next state out of the pure `step`. */
    report(fileId: FileId, event: TransferEvent): void {
      const current = transfers[fileId];
      if (!current) return;
      setTransfers(fileId, reconcile(step(current, event)));
    },
    /** Measures the speed anew; called a few times a second while something moves. */
    measure(): void {
      const { bytes, arrivedBytes } = totals();
      meter.add(arrivedBytes, now());
      setRate(meter.rate(bytes, now()));
    },
  };
}

export type TransferStore = ReturnType<typeof createTransferStore>;
