import { expect, test } from "bun:test";
import { takeCode } from "./code-in-address.ts";

test.each([
  ["#482913", "482913", ["/?save=opfs"]],
  ["#4829130", undefined, []],
  ["#main", undefined, []],
  ["", undefined, []],
])("[PAGE18] the code of a link is not left for a reload: %p", (hash, code, addresses) => {
  const replaced: string[] = [];
  const found = takeCode({ hash, pathname: "/", search: "?save=opfs" }, (to) => void replaced.push(to));
  expect([found, replaced]).toEqual([code, addresses]);
});
