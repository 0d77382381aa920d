import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { withLogTable } from "../../config/tasks/log-table.ts";
import { jsonLog } from "../adapters/json-log.ts";
import { faultFields } from "./log.ts";

const OPERATIONS = join(import.meta.dir, "..", "..", "docs", "operations.md");

function thrown(make: () => Error): Error {
  return make();
}

describe("a line of the log", () => {
  test("[OBS10] is one JSON object with time, level and event", () => {
    const lines: string[] = [];
    jsonLog("info", (line) => lines.push(line)).write("warn", "socket-slow", { sockets: 3 });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith("}\n")).toBe(true);
    const line = JSON.parse(lines[0] ?? "");
    expect(Object.keys(line)).toEqual(["time", "level", "event", "sockets"]);
    expect(new Date(line.time).toISOString()).toBe(line.time);
    expect(line).toMatchObject({ level: "warn", event: "socket-slow", sockets: 3 });
  });

  test("[OBS10] says where in our files a fault came up, and nothing of its message", () => {
    const fields = faultFields(thrown(() => new RangeError("holiday-in-rome.jpg")));
    expect(fields).toEqual({ name: "RangeError", at: expect.stringMatching(/^ports\/log\.test\.ts:\d+$/) });
  });

  test.each([
    ["in its message", "x\n    at holiday (/home/alice/holiday.ts:1:1)"],
    ["as all of it", "\n    at holiday (/home/alice/holiday.ts:1:1)\n"],
    ["without a name", "    at /home/alice/holiday.ts:1:1"],
  ])("[OBS10] takes no place from a text %s", (_, message) => {
    const error = thrown(() => new Error(message));
    expect(JSON.stringify(faultFields(error))).not.toContain("holiday");
    error.message = "changed since";
    expect(JSON.stringify(faultFields(error))).not.toContain("holiday");
  });

  test("[OBS10] tells the system's code of a fault, and no other", () => {
    const withCode = (code: string) => thrown(() => Object.assign(new Error("x"), { code }));
    expect(faultFields(withCode("ECONNRESET"))).toMatchObject({ name: "Error", code: "ECONNRESET" });
    expect(faultFields(withCode("holiday in rome"))).not.toHaveProperty("code");
    expect(faultFields("holiday")).toEqual({ name: "unknown" });
  });

  test("[OBS10] docs/operations.md has every event that there is (bun run docs)", async () => {
    const document = await Bun.file(OPERATIONS).text();
    expect(document).toBe(withLogTable(document));
  });
});
