import { describe, expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavePlan } from "../engine/ports.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import { TabMemory } from "../testing/test-party.ts";
import { World } from "../testing/two-pages.ts";
import { isAsPromised, type Promised } from "./promised.ts";

const PLAN: SavePlan = { method: "opfs", asZip: false, capBytes: null, freeBytes: null };
const file = sampleFiles(33);
const HANDLE = { kind: "directory" } as FileSystemDirectoryHandle;

const files = (...sizes: number[]): FileInfo[] =>
  sizes.map((size, i) => ({
    fileId: fileId(i),
    name: `${i}`,
    size,
    folders: [],
    isText: false,
    direction: "in",
  }));

test.each<[string, boolean, FileInfo[], Partial<SavePlan>]>([
  ["as many files and bytes", true, files(60, 40), {}],
  ["fewer of both", true, files(10), {}],
  ["an empty file", true, files(0), {}],
  ["one file more", false, files(1, 1, 1), {}],
  ["one byte more", false, files(60, 41), {}],
  ["more than there is room for", false, files(60, 40), { freeBytes: 99 }],
  ["a file over what memory takes", false, files(60), { method: "memory", capBytes: 59, freeBytes: 59 }],
  ["what memory takes", true, files(60), { method: "memory", capBytes: 60, freeBytes: 60 }],
  ["a stream", true, files(60), { method: "stream" }],
  ["a file that needs a place", false, files(60), { method: "file" }],
  ["a folder that needs a place", false, files(60), { method: "folder" }],
  ["a folder that has its place", true, files(60), { method: "folder", handle: HANDLE }],
])("[NEAR12] after a yes to two files of 100 bytes, %s: taken unasked is %p", (_, isTaken, offered, plan) => {
  expect(isAsPromised({ files: 2, bytes: 100 }, offered, { ...PLAN, ...plan })).toBe(isTaken);
});

describe("a page that has accepted an invitation", () => {
  const [a, b] = [file("a.bin", 600), file("b.bin", 400)];

  async function invited(promised?: Promised): Promise<Scenario> {
    const s = new Scenario();
    await s.waiting(a, b);
    s.bob.controller.join(s.alice.code(), promised);
    return s;
  }

  test("[NEAR12] takes what it was promised, and asks about what comes after it", async () => {
    const s = await invited({ files: 2, bytes: 1_000 });
    await s.settled();
    expect(s.bob.outcome()).toEqual(["done", "done"]);
    s.alice.controller.send([file("c.bin", 1)]);
    await s.bob.isAsked();
    expect(s.bob.outcome()).toEqual(["done", "done", "offered"]);
  });

  test.each([
    ["is more than that", { files: 2, bytes: 999 }],
    ["was not promised at all", undefined],
  ])("[NEAR12] asks about what %s", async (_, promised) => {
    const s = await invited(promised);
    await s.bob.isAsked();
    expect(s.bob.outcome()).toEqual(["offered", "offered"]);
  });

  test("[NEAR12] asks about what the same one sends later, under another code or back", async () => {
    const s = await invited({ files: 2, bytes: 1_000 });
    await s.settled();
    s.bob.controller.reset();
    await s.alice.at("ended");
    s.alice.controller.reset();
    await s.offered(file("c.bin", 1));
    s.bob.controller.reset();
    s.bob.controller.send([file("d.bin", 1)]);
    await s.bob.at("waiting");
    s.alice.controller.reset();
    s.alice.controller.join(s.bob.code());
    await s.alice.isAsked();
    s.alice.controller.files.accept();
    await s.settled();
    s.alice.controller.send([file("e.bin", 1)]);
    await s.bob.isAsked();
  });

  test("[NEAR12] asks about what comes after the page was left and is shown again", async () => {
    const world = new World();
    const tab = new TabMemory();
    const [alice, bob] = [world.page("Alice's PC"), world.page("Bob's phone", "all", tab)];
    alice.controller.send([file("a.bin", 3_000_000)]);
    await alice.at("waiting");
    bob.controller.join(alice.code(), { files: 1, bytes: 3_000_000 });
    await bob.until(({ transfers }) => [...transfers.values()].some(({ state }) => state === "moving"));
    bob.controller.leave();
    tab.hasLeft = true;
    expect(await bob.controller.comeBack()).toBe(true);
    await world.pass(1_000);
    await Promise.all([alice.isSettled(), bob.isSettled()]);
    alice.controller.send([file("c.bin", 1)]);
    await bob.isAsked();
  });
});
