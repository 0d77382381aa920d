import { describe, expect, test } from "bun:test";
import { parseCpuSeconds, parseEphemeralPorts, parseMemory, parseOpenFilesHardLimit } from "./proc.ts";

const STATUS = "Name:\tbun\nVmPeak:\t  999 kB\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n";

const LIMITS = [
  "Limit                     Soft Limit           Hard Limit           Units     ",
  "Max processes             63432                63432                processes ",
  "Max open files            1024                 20000                files     ",
].join("\n");

describe("/proc", () => {
  test.each(["bun", "a b", "odd) name ("])("[BENCH1] CPU seconds of the program %p", (name) => {
    const fields = "S 1 77 77 0 -1 4194560 2591 0 0 0 1234 66 0 0 20 0 12 0 5000";
    expect(parseCpuSeconds(`77 (${name}) ${fields}`)).toBe(13);
  });

  test("[BENCH1] a stat without CPU time is refused", () => {
    expect(() => parseCpuSeconds("")).toThrow("no CPU time");
  });

  test("[BENCH1] memory is in bytes, and an ended process has none", () => {
    expect(parseMemory(STATUS)).toEqual({ rssBytes: 1_048_576, peakRssBytes: 2_097_152 });
    expect(() => parseMemory("Name:\tbun\nState:\tZ (zombie)\n")).toThrow("has ended");
  });

  test("[BENCH1] the hard limit for open files, a number or none", () => {
    expect(parseOpenFilesHardLimit(LIMITS)).toBe(20_000);
    expect(parseOpenFilesHardLimit("Max open files  1024  unlimited  files")).toBe(Number.POSITIVE_INFINITY);
    expect(() => parseOpenFilesHardLimit("")).toThrow();
  });

  test("[BENCH1] the ephemeral ports are counted with both ends", () => {
    expect(parseEphemeralPorts("32768\t60999\n")).toBe(28_232);
    expect(() => parseEphemeralPorts("32768")).toThrow();
  });
});
