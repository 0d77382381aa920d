import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { TtlMap } from "./ttl-map.ts";

describe("a TTL map", () => {
  test("shows an entry until its time, and not at it", () => {
    const clock = new FakeClock();
    const map = new TtlMap<string, number>(1_000, clock);
    expect(map.set("a", 1)).toBe(clock.now() + 1_000);
    clock.advance(999);
    expect(map.get("a")).toBe(1);
    clock.advance(1);
    expect(map.get("a")).toBeUndefined();
  });

  test("holds an entry that is past its time until the sweep", () => {
    const clock = new FakeClock();
    const map = new TtlMap<string, number>(1_000, clock);
    map.set("a", 1);
    clock.advance(1_000);
    expect(map.holds("a")).toBe(true);
    expect([...map.sweep()]).toHaveLength(1);
    expect(map.holds("a")).toBe(false);
  });

  test("sweeps what has expired, oldest first, and leaves the rest", () => {
    const clock = new FakeClock();
    const map = new TtlMap<string, number>(1_000, clock);
    map.set("a", 1);
    map.set("b", 2);
    clock.advance(500);
    map.set("c", 3);
    clock.advance(500);
    expect([...map.sweep()]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(map.size).toBe(1);
  });

  test("a replaced value lives as long as the one before would have, and in its place", () => {
    const clock = new FakeClock();
    const map = new TtlMap<string, number>(1_000, clock);
    const expiresAt = map.set("a", 1);
    clock.advance(600);
    map.set("b", 2);
    expect(map.replace("a", 3)).toBe(expiresAt);
    expect(map.replace("c", 4)).toBeUndefined();
    expect(map.get("a")).toBe(3);
    clock.advance(400);
    expect(map.replace("a", 5)).toBeUndefined();
    expect([...map.sweep()]).toEqual([["a", 3]]);
    expect(map.size).toBe(1);
  });

  test("setting again starts the life anew, and the order with it", () => {
    const clock = new FakeClock();
    const map = new TtlMap<string, number>(1_000, clock);
    map.set("a", 1);
    map.set("b", 2);
    clock.advance(600);
    map.set("a", 3);
    clock.advance(400);
    expect([...map.sweep()]).toEqual([["b", 2]]);
    expect(map.get("a")).toBe(3);
  });
});
