import { expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { Capacity } from "../engine/ports.ts";
import { type Fit, fitOf, fitThere } from "./fit.ts";

const filesOf = (...sizes: readonly number[]): FileInfo[] =>
  sizes.map((size, i) => ({
    fileId: fileId(i),
    direction: "in",
    name: `${i}`,
    folders: [],
    size,
    isText: false,
  }));

test.each<readonly [string, readonly number[], { capBytes?: number; freeBytes?: number }, Fit]>([
  ["nothing is known of a limit", [1e15], {}, { type: "all" }],
  ["exactly as much as is free", [60, 40], { freeBytes: 100 }, { type: "all" }],
  ["one byte more than is free, in two files", [60, 41], { freeBytes: 100 }, { type: "some", leftOut: 1 }],
  ["one of two too large to keep", [101, 5], { capBytes: 100 }, { type: "some", leftOut: 1 }],
  [
    "each too large to keep",
    [101, 500],
    { capBytes: 100, freeBytes: 400 },
    { type: "none", limit: "cap", mostBytes: 100 },
  ],
  ["no room for it", [101], { freeBytes: 100 }, { type: "none", limit: "free", mostBytes: 100 }],
  ["an empty file where nothing is free", [0], { freeBytes: 0 }, { type: "all" }],
])("[PAGE17] what can be kept: %s", (_, sizes, limits, expected) => {
  expect(fitOf(filesOf(...sizes), { capBytes: null, freeBytes: null, ...limits })).toEqual(expected);
});

test.each<readonly [string, readonly number[], Capacity, Fit]>([
  ["on a disk", [60, 40], { method: "opfs", freeBytes: 100 }, { type: "all" }],
  ["on a disk that is too full", [60, 41], { method: "opfs", freeBytes: 100 }, { type: "some", leftOut: 1 }],
  ["in a place of which nothing is known", [1e15], { method: "folder", freeBytes: null }, { type: "all" }],
  ["in memory", [101], { method: "memory", freeBytes: 100 }, { type: "none", limit: "cap", mostBytes: 100 }],
])("[PAGE17] what the other device can keep: %s", (_, sizes, capacity, expected) => {
  expect(fitThere(filesOf(...sizes), capacity)).toEqual(expected);
});
