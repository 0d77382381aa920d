import { expect, test } from "bun:test";
import { Tidying, tidyingHere } from "./tidying.ts";

const MIB = 1_048_576;

test("the collector is called every 128 MiB, and not for less", () => {
  const asked: number[] = [];
  const tidying = new Tidying((bytes) => asked.push(bytes));
  for (let sent = 0; sent < 127; sent++) tidying.sent(MIB);
  expect(asked).toEqual([]);
  for (let sent = 0; sent < 256; sent++) tidying.sent(MIB);
  expect(asked).toEqual([64 * MIB, 64 * MIB]);
});

test("where there is no room for it, nothing is amiss", () => {
  let asked = 0;
  const tidying = new Tidying(() => {
    asked++;
    throw new RangeError("Array buffer allocation failed");
  });
  for (let sent = 0; sent < 256; sent++) tidying.sent(MIB);
  expect(asked).toBe(2);
});

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    true,
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", false],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/139.0 Mobile/15E148",
    false,
  ],
])("%s: %p", (userAgent, isCalled) => {
  expect(tidyingHere(userAgent) !== undefined).toBe(isCalled);
});
