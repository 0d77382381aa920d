import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import type { Recalled } from "../session/ports.ts";
import { tabMemory } from "./session-memory.ts";

/** The storage of one tab; a duplicate begins with a copy. */
class TabStorage {
  readonly entries: Map<string, string>;
  isRefused = false;

  constructor(entries: Iterable<readonly [string, string]> = []) {
    this.entries = new Map(entries);
  }

  getItem(key: string): string | null {
    if (this.isRefused) throw new DOMException("no", "SecurityError");
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isRefused) throw new DOMException("full", "QuotaExceededError");
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    if (this.isRefused) throw new DOMException("no", "SecurityError");
    this.entries.delete(key);
  }
}

let clock: FakeClock;
let names = 0;
let channels: BroadcastChannel[];
let hasChannels: boolean;

beforeEach(() => {
  clock = new FakeClock();
  channels = [];
  hasChannels = true;
});

afterEach(() => {
  for (const channel of channels) channel.close();
});

/** A page in a tab with this storage. */
function page(storage: TabStorage) {
  return tabMemory({
    storage: () => storage,
    channel: () => {
      if (!hasChannels) throw new TypeError("no such thing");
      const channel = new BroadcastChannel("p2p-share test");
      channels.push(channel);
      return channel;
    },
    random: () => `holder ${++names}`,
    after: (ms, then) => clock.after(ms, then),
  });
}

/** What is recalled once nobody has answered for long enough. */
async function recalled(memory: ReturnType<typeof page>): Promise<Recalled | undefined> {
  const recalling = memory.recall();
  let isDone = false;
  void recalling.then(() => {
    isDone = true;
  });
  // Messages between tabs take turns of their own; time passes only when all of them are through.
  for (let i = 0; i < 20 && !isDone; i++) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(300);
  return recalling;
}

describe("what a tab remembers", () => {
  test("[PAGE18] is there for the page that comes next, at once", async () => {
    const storage = new TabStorage();
    const before = page(storage);
    expect(before.remember("session")).toBe(true);
    before.leave();
    expect(await page(storage).recall()).toEqual({ text: "session", hasLeft: true });
  });

  test("[PAGE18] is there after a crash, once nobody says that it is theirs", async () => {
    const storage = new TabStorage();
    page(storage).remember("session");
    for (const channel of channels) channel.close(); // so ends a page that crashes
    expect(await recalled(page(storage))).toEqual({ text: "session", hasLeft: false });
  });

  test("[PAGE18] is not there for a duplicate of a tab that lives, nor any longer in it", async () => {
    const storage = new TabStorage();
    const original = page(storage);
    original.remember("session");
    const copy = new TabStorage(storage.entries);
    expect(await recalled(page(copy))).toBeUndefined();
    expect(copy.entries.size).toBe(0);
    original.leave();
    expect(await page(storage).recall()).toEqual({ text: "session", hasLeft: true });
  });

  test("[PAGE18] is forgotten when it is over", async () => {
    const storage = new TabStorage();
    const memory = page(storage);
    memory.remember("session");
    memory.forget();
    memory.leave();
    expect(await page(storage).recall()).toBeUndefined();
  });

  test("[PAGE18] is nothing where it is too long, or where the browser keeps nothing", async () => {
    const storage = new TabStorage();
    const memory = page(storage);
    expect(memory.remember("x".repeat(1_000_001))).toBe(false);
    storage.isRefused = true;
    expect(memory.remember("session")).toBe(false);
    memory.leave();
    memory.forget();
    expect(await page(storage).recall()).toBeUndefined();
  });

  test("[PAGE18] needs no other tabs", async () => {
    hasChannels = false;
    const storage = new TabStorage();
    page(storage).remember("session");
    expect(await recalled(page(storage))).toEqual({ text: "session", hasLeft: false });
  });

  test.each(["", "null", "{}", '{"holder":1,"text":"x"}', "[1", '"text"'])(
    "[PAGE18] is nothing where somebody else has written %p",
    async (text) => {
      expect(await page(new TabStorage([["p2p-share.session", text]])).recall()).toBeUndefined();
    },
  );
});
