import { expect, test } from "bun:test";
import { freeBytesIn, isIosDevice } from "./saving-facts.ts";

const GIB = 2 ** 30;

test.each([
  ["a browser that tells", { quota: 50 * GIB, usage: 3 * GIB }, 47 * GIB],
  ["a browser that is over its quota", { quota: GIB, usage: 2 * GIB }, 0],
  ["a browser that tells nothing", {}, null],
  ["Firefox on a large disk", { quota: 10 * GIB, usage: 0 }, 10 * GIB],
  ["Chromium before 138", { quota: 151_397_600_000, usage: 1_000, usageDetails: {} }, 151_397_599_000],
  ["Chromium since 138", { quota: 10 * GIB + 148, usage: 148, usageDetails: {} }, null],
  ["Chromium on a small disk", { quota: GIB + 148, usage: 148, usageDetails: {} }, null],
  ["Brave", { quota: 2 * GIB, usage: 148, usageDetails: {} }, null],
])("[XFER16] free space: %s", (_, estimate, freeBytes) => {
  expect(freeBytesIn(estimate)).toBe(freeBytes);
});

test.each([
  ["iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15", 5, true],
  ["iPad as a Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", 5, true],
  ["Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", 0, false],
  ["Android", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36", 5, false],
])("[XFER16] iOS or not: %s", (_, userAgent, maxTouchPoints, isIos) => {
  expect(isIosDevice(userAgent, maxTouchPoints)).toBe(isIos);
});
