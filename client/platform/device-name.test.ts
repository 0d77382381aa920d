import { expect, test } from "bun:test";
import { deviceName, type NameWorld } from "./device-name.ts";

/** A browser; `random` is what it draws. */
function browser(random = 0.42, kept: Record<string, string> = {}): NameWorld & { kept: typeof kept } {
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  };
  return { storage: () => storage, random: () => random, kept };
}

const LABEL = "Chrome on Linux";

test("[NEAR13] a device is called by its browser and a number of two digits, which stays", () => {
  expect(deviceName(browser(0), LABEL).current()).toBe("Chrome on Linux 10");
  expect(deviceName(browser(0.999), LABEL).current()).toBe("Chrome on Linux 99");
  const world = browser();
  const first = deviceName(world, LABEL).current();
  expect(first).toBe("Chrome on Linux 47");
  expect(deviceName({ ...world, random: () => 0.9 }, LABEL).current()).toBe(first);
});

test("[NEAR13] another name is kept, cleaned, until it is taken back", () => {
  const world = browser();
  expect(deviceName(world, LABEL).rename("  Anna's \u202e Pixel ")).toBe("Anna's Pixel");
  const later = deviceName(world, LABEL);
  expect(later.current()).toBe("Anna's Pixel");
  expect(later.rename(" \u200b ")).toBe("Chrome on Linux 47");
  expect(deviceName(world, LABEL).current()).toBe("Chrome on Linux 47");
});

test("[NEAR13] a browser that keeps nothing has a name for as long as the page", () => {
  const storage = () => {
    throw new DOMException("no storage", "SecurityError");
  };
  const name = deviceName({ storage, random: () => 0.42 }, LABEL);
  expect(name.current()).toBe("Chrome on Linux 47");
  expect([name.rename("Anna"), name.current()]).toEqual(["Anna", "Anna"]);
});

test.each(["", "null", "{", "47", '{"number":"47"}', '{"number":4.7}'])(
  "[NEAR13] what is kept as %j is made anew",
  (text) => {
    const world = browser(0.42, { "p2p-share.device": text });
    expect(deviceName(world, LABEL).current()).toBe("Chrome on Linux 47");
    expect(world.kept["p2p-share.device"]).toBe('{"number":47}');
  },
);

test("[NEAR13] a name that was kept and is none falls back to the number", () => {
  const world = browser(0, { "p2p-share.device": '{"number":47,"name":"\u202e"}' });
  expect(deviceName(world, LABEL).current()).toBe("Chrome on Linux 47");
});
