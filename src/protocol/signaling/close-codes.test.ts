import { expect, test } from "bun:test";
import { CLOSE, endOf } from "./close-codes.ts";

test.each([1000, 1001, 1005])("[SIG8] a browser that closes its socket with %i has left", (code) => {
  expect(endOf(code)).toBe("left");
});

test.each([1006, CLOSE.policy, CLOSE.tooBig, CLOSE.internal, CLOSE.silent, CLOSE.replaced])(
  "[SIG14] a socket that ends with %i may come back",
  (code) => {
    expect(endOf(code)).toBe("lost");
  },
);

test("[SIG14] a page that may be reloaded says so", () => {
  expect(endOf(CLOSE.reloading)).toBe("reloading");
});

test("[SIG19] every reason of the server has a code of its own", () => {
  expect(new Set(Object.values(CLOSE)).size).toBe(Object.keys(CLOSE).length);
});
