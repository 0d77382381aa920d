import { expect, test } from "bun:test";
import { acceptedCodings } from "./content-coding.ts";

test.each([
  [null, []],
  ["", []],
  ["gzip, deflate", ["gzip"]],
  ["gzip, deflate, br, zstd", ["br", "gzip"]],
  ["br;q=0, gzip;q=0.5", ["gzip"]],
  ["BR ; Q=1.0", ["br"]],
  ["*", ["br", "gzip"]],
  ["*;q=0, gzip", ["gzip"]],
  ["identity, *;q=0", []],
  ["gzip;q=nonsense", []],
])("[LOAD4] Accept-Encoding: %s", (header, names) => {
  expect(acceptedCodings(header).map(({ name }) => name)).toEqual(names as ("br" | "gzip")[]);
});
