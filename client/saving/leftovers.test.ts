import { describe, expect, test } from "bun:test";
import type { Sha256 } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";
import { SavingWorld, testFile, testPlan, testSession, turn } from "../testing/saving-world.ts";
import { removeLeftovers } from "./leftovers.ts";
import type { SavingStorage } from "./storage.ts";

const HOUR: Millis = 3_600_000;
const DAY: Millis = 24 * HOUR;
const SESSION = testSession();
const PATH = `p2p-share/${SESSION}/${testFile(0).fileId}`;

type Missing = Partial<Pick<SavingStorage, "locks">>;

/** A world in which one session has a file. */
async function worldWith(state: "open" | "closed" | "forgotten", missing: Missing) {
  const world = new SavingWorld();
  const page = world.page(missing);
  const sink = await page.open(SESSION, testFile(9), testPlan("opfs"));
  await sink.write(new Uint8Array(9), { end: 9, hash: "a".repeat(64) as Sha256 });
  await sink.finish();
  if (state === "forgotten") await page.forget(SESSION);
  if (state === "closed") world.closePage();
  return world;
}

describe.each([
  ["with locks", {}],
  ["without locks", { locks: undefined }],
] as const)("%s", (name, missing) => {
  const hasLocks = name === "with locks";
  test.each([
    ["open", HOUR, true],
    ["open", 2 * DAY, hasLocks],
    ["closed", HOUR - 1, true],
    ["closed", HOUR, !hasLocks],
    ["closed", DAY - 1, !hasLocks],
    ["closed", DAY, false],
    ["forgotten", HOUR - 1, true],
    ["forgotten", HOUR, false],
  ] as const)("[XFER17] a page that is %s for %d ms keeps its files: %p", async (state, ms, isKept) => {
    const world = await worldWith(state, missing);
    world.clock.sleep(ms);
    world.opfs.letGo();
    await removeLeftovers({ ...world.storage(), ...missing });
    expect(world.opfs.paths()).toEqual(isKept ? [PATH] : []);
    expect(await world.noted(SESSION)).toHaveLength(isKept ? 1 : 0);
  });
});

test("[XFER17] a session that is in use for days is no leftover where there are no locks", async () => {
  const world = new SavingWorld();
  const page = world.page({ locks: undefined });
  const sink = await page.open(SESSION, testFile(1e9), testPlan("indexeddb"));
  for (let day = 1; day <= 3; day++) {
    world.clock.sleep(DAY - 1);
    await sink.write(new Uint8Array(9), { end: 9 * day, hash: "a".repeat(64) as Sha256 });
    await turn();
    await removeLeftovers({ ...world.storage(), locks: undefined });
  }
  expect(await world.noted(SESSION)).toHaveLength(1);
});

test("[XFER17] a clock that was set back keeps nothing for good", async () => {
  const world = await worldWith("closed", {});
  world.clock.sleep(-2 * DAY);
  await removeLeftovers(world.storage());
  expect(world.opfs.paths()).toEqual([]);
});

test("[XFER17] what no record knows of is removed, and what is still open stays until the next time", async () => {
  const world = await worldWith("closed", {});
  const stray = await (await world.opfs.getDirectoryHandle("p2p-share")).getDirectoryHandle("stray", {
    create: true,
  });
  await stray.getFileHandle("x", { create: true });
  const kept = await (await world.opfs.getDirectoryHandle("p2p-share")).getDirectoryHandle(SESSION);
  const access = await (await kept.getFileHandle(testFile(0).fileId)).createSyncAccessHandle();
  world.clock.sleep(HOUR);
  await removeLeftovers(world.storage());
  expect(world.opfs.paths()).toEqual([PATH]);
  access.close();
  await removeLeftovers(world.storage());
  expect(world.opfs.paths()).toEqual([]);
});

test("[XFER17] a browser that keeps nothing has no leftovers", async () => {
  const broken = {
    open() {
      throw new DOMException("not in private windows", "SecurityError");
    },
  } as unknown as IDBFactory;
  await removeLeftovers(new SavingWorld().storage({ indexedDb: undefined }));
  await removeLeftovers({ ...new SavingWorld().storage(), indexedDb: broken });
});
