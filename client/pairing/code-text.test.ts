import { expect, test } from "bun:test";
import { codeIn, foundCode, inGroups, withPlainDigits } from "./code-text.ts";

test.each([
  "482913",
  "482 913",
  "482-913",
  "482–913",
  " 482 913\n",
  "482\u00a0913",
  "\u200e482\u200b913\u200f",
  "(482) 913",
  "4 8 2 9 1 3",
  "482.913",
  "http://nas:8080/#482913",
  "https://share.example/#482913",
  "HTTP://192.168.1.5:8080/?ice=all#482913",
  "٤٨٢ ٩١٣",
  "۴۸۲۹۱۳",
  "४८२ ९१३",
  "４８２９１３",
  "𝟜𝟠𝟚𝟡𝟙𝟛",
])("[FLOW1] %j is the code 482913", (typed) => {
  expect(codeIn(typed)).toBe("482913" as never);
});

test.each([
  "",
  "48291",
  "4829133",
  "482 91x",
  "code 482913",
  "http://nas:8080/482913",
  "http://nas:8080/#48291",
  "ftp://nas/#482913",
  "Call 482913 or 482914",
  "+49 482 913",
  "½48291",
])("[FLOW1] %j is none", (typed) => {
  expect(codeIn(typed)).toBeUndefined();
});

test("[FLOW1] digits of every script have their value", () => {
  expect(withPlainDigits("٠١٢٣٤٥٦٧٨٩")).toBe("0123456789");
  expect(withPlainDigits("𝟎𝟏𝟗𝟘𝟙𝟡𝟢𝟿")).toBe("01901909");
  expect(inGroups("482913")).toBe("482 913");
});

const ORIGIN = "http://nas:8080";

test.each([
  ["482913", { type: "here", code: "482913" }],
  ["http://nas:8080/#482913", { type: "here", code: "482913" }],
  ["http://nas:8080#482913", { type: "here", code: "482913" }],
  [
    "http://10.0.0.5:8080/#482913",
    { type: "elsewhere", code: "482913", url: "http://10.0.0.5:8080/#482913", host: "10.0.0.5:8080" },
  ],
  [
    "https://nas:8080/?save=memory#482913",
    { type: "elsewhere", code: "482913", url: "https://nas:8080/#482913", host: "nas:8080" },
  ],
  ["https://example.com/page#482913", undefined],
  ["https://example.com/", undefined],
  ["https://user:secret@nas:8080/other#482913", undefined],
  ["WIFI:S:home;P:secret;;", undefined],
  ["javascript:alert(1)//#482913", undefined],
] as const)("[FLOW2] a scanned %j means %j", (scanned, meant) => {
  expect(foundCode(scanned, ORIGIN) as unknown).toEqual(meant);
});
