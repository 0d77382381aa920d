import { type Accessor, batch, createMemo, createSignal } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import type { Direction, FileInfo, TransferEvent } from "#protocol/transfer/state.ts";
import type { FileChange } from "../engine/ports.ts";
import { type BookEntry, FileBook, type Shown } from "./file-book.ts";
import { type Rate, RateMeter } from "./rate.ts";
import { RowRates } from "./row-rates.ts";
import { NO_SPEEDS, Throughput } from "./throughput.ts";
import { NO_TOTALS, plus, type Totals } from "./totals.ts";

/** One file on screen. */
export interface FileRow {
  readonly file: FileInfo;
  /** Its folders, where they are others than those of the file before. */
  readonly heading: string | undefined;
  readonly shown: Accessor<Shown>;
  /** How fast it moves; undefined where it does not, or where it cannot be told yet. */
  readonly rate: Accessor<Rate | undefined>;
}

/** What happens all the time while files move; everything else that happens to a file is drawn at once. */
const DRAWN_WITH_TICK: ReadonlySet<TransferEvent["type"]> = new Set(["started", "arrived", "verified"]);

/** After these, time has passed in which nothing was meant to move. */
const BREAKS_FLOW: ReadonlySet<TransferEvent["type"]> = new Set([
  "paused",
  "unpaused",
  "interrupted",
  "resumed",
]);

/**
 * The files of this page's session, both ways, and how far they are.
 *
 * What moves is drawn with each `tick`, a few times a second: drawing every report would cost more of the
 * processor than the transfer itself, and states in between are skipped. Where nothing moves, there is no tick.
 */
export function createTransferStore(now: () => Instant) {
  const [rows, setRows] = createSignal<readonly FileRow[]>([]);
  const [byDirection, setByDirection] = createSignal(NO_TOTALS);
  const [rate, setRate] = createSignal<Rate>();
  const [speeds, setSpeeds] = createSignal(NO_SPEEDS);
  const totals = createMemo(() => plus(byDirection().out, byDirection().in));
  const unfinished = createMemo(() => totals().active > 0);
  const draws = new Map<FileId, (shown: Shown) => void>();
  const undrawn = new Set<BookEntry>();
  let book = new FileBook();
  let meter = new RateMeter();
  let throughput = new Throughput();
  const rowRates = new RowRates();

  const draw = () =>
    batch(() => {
      for (const { file, shown } of undrawn) draws.get(file.fileId)?.(shown);
      undrawn.clear();
      setByDirection(book.totals);
    });
  const rowOf = ({ file, heading, shown: first }: BookEntry): FileRow => {
    const [shown, setShown] = createSignal<Shown>(first);
    draws.set(file.fileId, setShown);
    return { file, heading, shown, rate: rowRates.of(file.fileId) };
  };
  /** What is measured holds, but for the time that passes now. */
  const holdSpeed = () => {
    meter.pause();
    throughput.pause();
    rowRates.pause();
    setRate(undefined);
  };
  const forgetSpeed = () => {
    meter = new RateMeter();
    throughput = new Throughput();
    rowRates.forget();
    setRate(undefined);
    setSpeeds(NO_SPEEDS);
  };
  const reportAll = (changes: readonly FileChange[]) => {
    let isUrgent = false;
    for (const [fileId, event] of changes) {
      const entry = book.apply(fileId, event);
      if (!entry) continue;
      undrawn.add(entry);
      if (BREAKS_FLOW.has(event.type)) holdSpeed();
      isUrgent ||= !DRAWN_WITH_TICK.has(event.type);
    }
    if (isUrgent || !unfinished() || !book.isActive) draw();
  };
  const add = (files: readonly FileInfo[]) => {
    const added = book.add(files).map(rowOf);
    batch(() => {
      if (added.length > 0) setRows((before) => [...before, ...added]);
      draw();
    });
  };

  return {
    rows,
    /** Over both directions. */
    totals,
    totalsOf: (direction: Direction): Totals => byDirection()[direction],
    rate,
    /** How fast it was lately. */
    speeds,
    /** Whether something that was accepted is still to come. */
    unfinished,
    /** These files, and no others. */
    show(files: readonly FileInfo[]): void {
      book = new FileBook();
      draws.clear();
      undrawn.clear();
      batch(() => {
        forgetSpeed();
        setRows([]);
        add(files);
      });
    },
    /** One more offer, of either side; files that are there already stay as they are. */
    add,
    report: (fileId: FileId, event: TransferEvent): void => reportAll([[fileId, event]]),
    /** In the order in which it happened. */
    reportAll,
    /** Draws what has happened since the last time, and measures the speed anew, but for pauses. */
    tick(): void {
      batch(() => {
        draw();
        if (book.isHeld) return; // time that must not count
        const { dueBytes, arrivedBytes } = totals();
        meter.add(book.movedBytes, now());
        throughput.add(book.movedBytes, now());
        setRate(meter.rate(dueBytes - arrivedBytes, now()));
        setSpeeds(throughput.speeds);
        rowRates.tick(book.moving, now());
      });
    },
  };
}

export type TransferStore = ReturnType<typeof createTransferStore>;
