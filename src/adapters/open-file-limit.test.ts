import { expect, test } from "bun:test";
import { openFileLimit, openFileLimitIn } from "./open-file-limit.ts";

test("[DIAG9] the limit of open files is the one that holds now", () => {
  const table = `Limit                     Soft Limit           Hard Limit           Units
Max cpu time              unlimited            unlimited            seconds
Max open files            1024                 524288               files
`;
  expect(openFileLimitIn(table)).toBe(1_024);
  expect(openFileLimitIn(table.replace("1024  ", "unlimited"))).toBeUndefined();
  expect(openFileLimitIn("")).toBeUndefined();
});

test.if(process.platform === "linux")("[DIAG9] Linux tells that of this process", () => {
  expect(openFileLimit()).toBeGreaterThan(0);
});
