import { expect, test } from "bun:test";
import { CLOSE, isLeaving } from "./close-codes.ts";

test.each([1000, 1001, 1005])("[SIG8] a browser that closes its socket with %i has left", (code) => {
  expect(isLeaving(code)).toBe(true);
});

test.each([1006, CLOSE.policy, CLOSE.tooBig, CLOSE.internal, CLOSE.silent, CLOSE.replaced])(
  "[SIG14] a socket that ends with %i may come back",
  (code) => {
    expect(isLeaving(code)).toBe(false);
  },
);

test("[SIG19] every reason of the server has a code of its own", () => {
  expect(new Set(Object.values(CLOSE)).size).toBe(Object.keys(CLOSE).length);
});
