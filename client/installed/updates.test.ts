import { describe, expect, test } from "bun:test";
import { createRoot, createSignal } from "solid-js";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { type UpdatePorts, type Version, watchUpdates } from "./updates.ts";

const HOUR_MS = 3_600_000;

/** A version of the service worker, as a browser moves it through its states. */
class FakeVersion implements Version {
  state: ServiceWorkerState;
  readonly told: unknown[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(state: ServiceWorkerState) {
    this.state = state;
  }

  addEventListener(_: string, listener: unknown): void {
    this.#listeners.add(listener as () => void);
  }

  postMessage(message: unknown): void {
    this.told.push(message);
  }

  become(state: ServiceWorkerState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** A page of a browser in which other pages may have something under way. */
function setUp({
  waiting,
  active = new FakeVersion("activated"),
  outdated = false,
  isIdle = true,
  isQuiet = true,
}: Partial<Record<"waiting" | "active", FakeVersion | null>> & {
  outdated?: boolean;
  isIdle?: boolean;
  isQuiet?: boolean;
}) {
  const clock = new FakeClock();
  const [isUnderWay, setUnderWay] = createSignal(!isIdle);
  let found = () => {};
  let woken = () => {};
  let free = Promise.withResolvers<void>();
  const quiet = Promise.withResolvers<void>();
  if (isQuiet) quiet.resolve();
  const calls = { reloads: 0, updates: 0 };
  const versions = {
    installing: null as FakeVersion | null,
    waiting: waiting ?? null,
    active,
    addEventListener: (_: string, listener: () => void) => {
      found = listener;
    },
    update: async () => {
      calls.updates++;
      throw new Error("the server is away");
    },
  };
  const others = { areBusy: false };
  const ports: UpdatePorts = {
    versions,
    clock,
    onWake: (then) => {
      woken = then;
    },
    nothingUnderWay: () => (others.areBusy ? free.promise : Promise.resolve()),
    async whileNothingIsUnderWay(work) {
      if (others.areBusy) return false;
      await work();
      return true;
    },
    quiet: () => quiet.promise,
    isOutdated: async () => outdated,
    reload: () => void calls.reloads++,
  };
  const updates = createRoot(() => watchUpdates(ports, { isUnderWay, isIdle: () => !isUnderWay() }));
  return {
    clock,
    calls,
    calm: () => quiet.resolve(),
    updates,
    setUnderWay,
    wake: () => woken(),
    find(version: FakeVersion) {
      versions.installing = version;
      found();
    },
    begin() {
      others.areBusy = true;
      free = Promise.withResolvers<void>();
    },
    finish() {
      others.areBusy = false;
      free.resolve();
    },
  };
}

const settled = () => Promise.resolve().then(() => Promise.resolve());

describe("[PWA9] a new version of the page", () => {
  test("is offered when it is installed, and takes over when a person says so", async () => {
    const page = setUp({});
    const next = new FakeVersion("installing");
    page.find(next);
    expect(page.updates.isOffered()).toBe(false);
    next.become("installed");
    await settled();
    expect([page.updates.isOffered(), next.told]).toEqual([true, []]);
    const taken = page.updates.take();
    await settled();
    expect([next.told, page.calls.reloads]).toEqual([[{ type: "take-over" }], 0]);
    next.become("activating");
    expect(page.calls.reloads).toBe(0);
    next.become("activated");
    await taken;
    expect(page.calls.reloads).toBe(1);
  });

  test("that waited already is offered to a page that is opened", async () => {
    const page = setUp({ waiting: new FakeVersion("installed") });
    await settled();
    expect(page.updates.isOffered()).toBe(true);
  });

  test("is not offered where it is the first one of all", async () => {
    const page = setUp({ active: null });
    const first = new FakeVersion("installing");
    page.find(first);
    first.become("installed");
    await settled();
    expect(page.updates.isOffered()).toBe(false);
    first.become("activated");
    expect(page.calls.reloads).toBe(0);
  });

  test("is not offered again by this page when it was put off", async () => {
    const page = setUp({ waiting: new FakeVersion("installed") });
    await settled();
    page.updates.putOff();
    expect(page.updates.isOffered()).toBe(false);
  });

  test("that cannot be installed is not offered", async () => {
    const page = setUp({});
    const next = new FakeVersion("installing");
    page.find(next);
    next.become("redundant");
    await settled();
    expect(page.updates.isOffered()).toBe(false);
  });

  test("gives way to one that is newer still", async () => {
    const page = setUp({});
    const [next, newest] = [new FakeVersion("installed"), new FakeVersion("installed")];
    page.find(next);
    await settled();
    page.find(newest);
    next.become("redundant");
    await settled();
    await Promise.all([page.updates.take(), settled().then(() => newest.become("activated"))]);
    expect([next.told, newest.told, page.calls.reloads]).toEqual([[], [{ type: "take-over" }], 1]);
  });

  test("has five seconds to take over", async () => {
    const page = setUp({ waiting: new FakeVersion("installed") });
    await settled();
    const taken = page.updates.take();
    await settled();
    page.clock.advance(5_000);
    await taken;
    expect(page.calls.reloads).toBe(1);
  });

  test("is asked to take over only when the page fetches nothing", async () => {
    const next = new FakeVersion("installed");
    const page = setUp({ waiting: next, isQuiet: false });
    await settled();
    void page.updates.take();
    await settled();
    expect(next.told).toEqual([]);
    page.calm();
    await settled();
    expect(next.told).toEqual([{ type: "take-over" }]);
  });

  test("that took over while the page was being opened is what the page comes back under", async () => {
    const page = setUp({ outdated: true, isIdle: false });
    await settled();
    expect(page.calls.reloads).toBe(0);
    page.setUnderWay(false);
    expect(page.calls.reloads).toBe(1);
  });
});

describe("[PWA10] while something is under way", () => {
  test("since the new version was taken, it does not take over, and is offered again afterwards", async () => {
    const next = new FakeVersion("installed");
    const page = setUp({ waiting: next, isQuiet: false });
    await settled();
    const taken = page.updates.take();
    expect(page.updates.isOffered()).toBe(false); // one press is enough
    page.setUnderWay(true);
    page.begin();
    page.calm();
    await settled();
    page.setUnderWay(false);
    page.finish();
    await taken;
    page.clock.advance(60_000);
    expect([next.told, page.calls.reloads, page.updates.isOffered()]).toEqual([[], 0, true]);
  });

  test("in this page, nothing is offered; afterwards it is", async () => {
    const page = setUp({ waiting: new FakeVersion("installed") });
    page.setUnderWay(true);
    await settled();
    expect(page.updates.isOffered()).toBe(false);
    page.setUnderWay(false);
    expect(page.updates.isOffered()).toBe(true);
  });

  test("in another page, nothing is offered; afterwards it is", async () => {
    const page = setUp({});
    page.begin();
    const next = new FakeVersion("installed");
    page.find(next);
    await settled();
    expect(page.updates.isOffered()).toBe(false);
    page.finish();
    await settled();
    expect(page.updates.isOffered()).toBe(true);
  });

  test("since it was offered, in another page, it is not taken but offered again afterwards", async () => {
    const next = new FakeVersion("installed");
    const page = setUp({ waiting: next });
    await settled();
    page.begin();
    const taken = page.updates.take();
    await settled();
    expect([page.updates.isOffered(), next.told, page.calls.reloads]).toEqual([false, [], 0]);
    page.finish();
    await taken;
    expect([page.updates.isOffered(), page.calls.reloads]).toEqual([true, 0]);
  });

  test("a page whose version was replaced comes back when it is done", async () => {
    const next = new FakeVersion("installed");
    const page = setUp({ waiting: next });
    page.setUnderWay(true);
    next.become("activated");
    await settled();
    expect(page.calls.reloads).toBe(0);
    page.setUnderWay(false);
    expect(page.calls.reloads).toBe(1);
  });
});

test("[PWA9] a page that stays open asks for new versions every hour, and when it wakes up after one", () => {
  const page = setUp({});
  page.wake();
  expect(page.calls.updates).toBe(0);
  page.clock.advance(HOUR_MS);
  page.clock.advance(HOUR_MS);
  expect(page.calls.updates).toBe(2);
  page.clock.sleep(HOUR_MS);
  page.wake();
  expect(page.calls.updates).toBe(3);
});
