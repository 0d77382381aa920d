import { describe, expect, test } from "bun:test";
import { type OfferShape, planSaving, type SaveWish, type SavingFacts, waysFrom } from "./plan.ts";

const GIB = 2 ** 30;

const EVERYTHING: SavingFacts = {
  isSecure: true,
  opfs: true,
  indexedDb: true,
  filePicker: true,
  folderPicker: true,
  serviceWorker: true,
  isIos: false,
  freeBytes: 50 * GIB,
};
const FIREFOX: SavingFacts = { ...EVERYTHING, filePicker: false, folderPicker: false };
const IPHONE: SavingFacts = { ...FIREFOX, isIos: true };
const PRIVATE: SavingFacts = { ...FIREFOX, opfs: false };
const NOTHING: SavingFacts = { ...PRIVATE, indexedDb: false };
const PLAIN_HTTP: SavingFacts = {
  ...NOTHING,
  isSecure: false,
  indexedDb: true,
  serviceWorker: false,
  freeBytes: null,
};
const HTTP_PRIVATE: SavingFacts = { ...PLAIN_HTTP, indexedDb: false };

const offerOf = (count: number, size: number, hasFolders = false): OfferShape => ({
  sizes: Array.from({ length: count }, () => size),
  hasFolders,
});
const ONE = offerOf(1, GIB / 2);
const HUGE = offerOf(1, 20 * GIB);
const FEW = offerOf(200, 1_000);
const MANY = offerOf(201, 1_000);
const FOLDER = offerOf(3, 1_000, true);
const ONE_IN_FOLDER = offerOf(1, 20 * GIB, true);

describe("automatic", () => {
  test.each([
    ["a secure page", EVERYTHING, ONE, "opfs", false, "private-files"],
    ["a secure page, a huge file", EVERYTHING, HUGE, "opfs", false, "private-files"],
    ["a secure page, 200 files", EVERYTHING, FEW, "opfs", false, "private-files"],
    ["a secure page, 201 files", EVERYTHING, MANY, "opfs", true, "private-files"],
    ["a secure page, a folder", EVERYTHING, FOLDER, "opfs", true, "private-files"],
    ["a private window with a database", PRIVATE, ONE, "indexeddb", false, "no-private-files"],
    ["a private window without", NOTHING, FOLDER, "memory", true, "no-storage"],
    ["plain http", PLAIN_HTTP, HUGE, "indexeddb", false, "plain-http"],
    ["plain http, a folder", PLAIN_HTTP, FOLDER, "indexeddb", true, "plain-http"],
    ["plain http, a private window", HTTP_PRIVATE, ONE, "memory", false, "no-storage"],
    ["an iPhone", IPHONE, ONE, "opfs", false, "private-files"],
    ["an iPhone, a huge file", IPHONE, HUGE, "stream", false, "large-on-ios"],
    ["an iPhone, a huge file in a folder", IPHONE, ONE_IN_FOLDER, "opfs", true, "private-files"],
    ["an iPhone on plain http", { ...PLAIN_HTTP, isIos: true }, HUGE, "indexeddb", false, "plain-http"],
  ] as const)("[XFER16] %s", (_, facts, offer, method, asZip, reason) => {
    const choice = planSaving(facts, undefined, offer);
    expect(choice).toMatchObject({ plan: { method, asZip }, reason });
  });
});

describe("wished", () => {
  test.each([
    ["picker", EVERYTHING, ONE, "file", false],
    ["picker", EVERYTHING, FEW, "folder", false],
    ["picker", EVERYTHING, MANY, "folder", false],
    ["picker", EVERYTHING, FOLDER, "folder", false],
    ["picker", EVERYTHING, ONE_IN_FOLDER, "folder", false],
    ["opfs", IPHONE, HUGE, "opfs", false],
    ["indexeddb", EVERYTHING, ONE, "indexeddb", false],
    ["indexeddb", EVERYTHING, FOLDER, "indexeddb", true],
    ["stream", EVERYTHING, FEW, "stream", false],
    ["memory", EVERYTHING, MANY, "memory", true],
  ] as const)("[XFER16] %s %#", (wish, facts, offer, method, asZip) => {
    const choice = planSaving(facts, wish, offer);
    expect(choice).toMatchObject({ plan: { method, asZip }, reason: "wished" });
  });

  test.each([
    ["picker without one", "picker", FIREFOX, ONE, "private-files"],
    [
      "picker for a folder where only files can be picked",
      "picker",
      { ...EVERYTHING, folderPicker: false },
      FOLDER,
      "private-files",
    ],
    ["opfs on plain http", "opfs", PLAIN_HTTP, ONE, "plain-http"],
    ["a stream of many files", "stream", EVERYTHING, MANY, "private-files"],
    ["a stream without a service worker", "stream", PLAIN_HTTP, ONE, "plain-http"],
    ["indexeddb where nothing is kept", "indexeddb", NOTHING, ONE, "no-storage"],
  ] as const)("[XFER16] %s is as good as no wish", (_, wish: SaveWish, facts: SavingFacts, offer, reason) => {
    const choice = planSaving(facts, wish, offer);
    expect(choice).toEqual(planSaving(facts, undefined, offer));
    expect(choice.reason).toBe(reason);
  });
});

test.each([
  ["opfs", null, 50 * GIB],
  ["indexeddb", null, 50 * GIB],
  ["memory", 400 * 2 ** 20, 400 * 2 ** 20],
  ["picker", null, null],
  ["stream", null, null],
] as const)("[XFER16] %s says what it can take", (wish, capBytes, freeBytes) => {
  expect(planSaving(EVERYTHING, wish, ONE).plan).toMatchObject({ capBytes, freeBytes });
});

test("[XFER16] a way that cannot be opened gives way to the next, and memory to none", () => {
  expect(waysFrom("opfs")).toEqual(["opfs", "indexeddb", "memory"]);
  expect(waysFrom("folder")).toEqual(["folder", "opfs", "indexeddb", "memory"]);
  expect(waysFrom("memory")).toEqual(["memory"]);
});
