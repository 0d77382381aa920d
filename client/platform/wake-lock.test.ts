import { expect, test } from "bun:test";
import { screenKeeper } from "./wake-lock.ts";

/** A page that a test hides and shows. */
class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

/** A browser that counts its locks, and takes them back when the page is hidden. */
class FakeWakeLock {
  locks: { released: boolean; release(): Promise<void> }[] = [];
  refuses = false;

  get held(): number {
    return this.locks.filter(({ released }) => !released).length;
  }

  async request(): Promise<WakeLockSentinel> {
    if (this.refuses) throw new Error("refused");
    const lock = {
      released: false,
      async release() {
        lock.released = true;
      },
    };
    this.locks.push(lock);
    return lock as Partial<WakeLockSentinel> as WakeLockSentinel;
  }

  takeBack(): void {
    for (const lock of this.locks) lock.released = true;
  }
}

/** Lets what was asked be answered. */
const answered = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

function start() {
  const page = new FakePage();
  const wakeLock = new FakeWakeLock();
  const told: boolean[] = [];
  const keepAwake = screenKeeper(wakeLock, page as Partial<Document> as Document);
  return { page, wakeLock, told, keep: () => keepAwake((isKept) => told.push(isKept)) };
}

test("[PAGE12] the screen is kept on until it is let go", async () => {
  const { wakeLock, told, keep } = start();
  const letGo = keep();
  await answered();
  expect([wakeLock.held, told]).toEqual([1, [true]]);
  letGo();
  await answered();
  expect(wakeLock.held).toBe(0);
});

test("[PAGE12] a page that was hidden asks for the screen again, once", async () => {
  const { page, wakeLock, keep } = start();
  keep();
  await answered();
  wakeLock.takeBack();
  page.turn("hidden");
  await answered();
  expect(wakeLock.held).toBe(0);
  page.turn("visible");
  page.turn("visible");
  await answered();
  page.turn("visible");
  await answered();
  expect([wakeLock.held, wakeLock.locks.length]).toEqual([1, 2]);
});

test("[PAGE12] a lock that comes after the end is given back at once, and none is asked for any more", async () => {
  const { page, wakeLock, told, keep } = start();
  keep()();
  await answered();
  page.turn("visible");
  await answered();
  expect([wakeLock.held, wakeLock.locks.length, told]).toEqual([0, 1, []]);
});

test("[PAGE12] a refusal is told, and the next time the page is shown it is tried again", async () => {
  const { page, wakeLock, told, keep } = start();
  wakeLock.refuses = true;
  keep();
  await answered();
  wakeLock.refuses = false;
  page.turn("visible");
  await answered();
  expect(told).toEqual([false, true]);
});

test("[PAGE12] where the browser has no such lock, that is told", () => {
  const told: boolean[] = [];
  screenKeeper(undefined, new FakePage() as Partial<Document> as Document)((isKept) => told.push(isKept))();
  expect(told).toEqual([false]);
});
