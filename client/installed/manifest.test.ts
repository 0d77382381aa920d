import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { manifest } from "./manifest.ts";

const PUBLIC = join(import.meta.dir, "..", "public");
const icons = manifest.icons ?? [];

/** Width and height of a PNG, from its header (W3C PNG §11.2.1). */
async function sizeOf(file: string): Promise<string> {
  const header = new DataView(await Bun.file(file).slice(0, 24).arrayBuffer());
  return `${header.getUint32(16)}x${header.getUint32(20)}`;
}

describe("[PWA1] the manifest", () => {
  test.each(icons.filter(({ type }) => type === "image/png").map((icon) => [icon.src, icon] as const))(
    "has %s in the size that it says",
    async (src, { sizes }) => {
      expect(await sizeOf(join(PUBLIC, src))).toBe(sizes ?? "");
    },
  );

  test("has what Chromium and Android ask for: 192 and 512 pixels, and one that may be cut to any shape", () => {
    expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
    expect(icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
    expect(manifest).toMatchObject({ id: "/", start_url: "/", scope: "/", display: "standalone" });
  });

  test("draws the icon that may be cut within the circle that is always left", async () => {
    const svg = await Bun.file(join(PUBLIC, "icon-maskable.svg")).text();
    const circles = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)].map((found) =>
      found.slice(1),
    );
    expect(circles.length).toBeGreaterThan(1);
    for (const [x, y, r] of circles.map((values) => values.map(Number))) {
      // A radius of 40 % of the side (W3C Manifest, safe zone), and half of the line's width.
      expect(Math.hypot((x ?? 0) - 16, (y ?? 0) - 16) + (r ?? 0) + 1).toBeLessThan(0.4 * 32);
    }
  });

  test("opens each kind of file by one type only", () => {
    const endings = manifest.file_handlers?.flatMap(({ accept }) => Object.values(accept).flat()) ?? [];
    expect(new Set(endings).size).toBe(endings.length);
    expect(endings.filter((ending) => !/^\.[a-z0-9]+$/.test(ending))).toEqual([]);
  });
});
