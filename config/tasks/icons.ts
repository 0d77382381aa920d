import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { CHROMIUM, pathOf } from "./programs.ts";
import { ROOT } from "./root.ts";
import { say } from "./run.ts";

// `bun run icons`: draws the bitmaps of client/public anew from its SVGs, where those have changed.

/** File, drawing, and pixels on each side. iOS rounds the corners by itself. */
const BITMAPS = [
  ["icon-192.png", "icon.svg", 192],
  ["icon-512.png", "icon.svg", 512],
  ["icon-maskable-512.png", "icon-maskable.svg", 512],
  ["apple-touch-icon.png", "icon-maskable.svg", 180],
] as const;

const folder = join(ROOT, "client", "public");
const home = mkdtempSync(join(tmpdir(), "p2p-share-icons-"));
const browser = await puppeteer.launch({
  executablePath: pathOf(CHROMIUM),
  args: ["--no-sandbox", "--disable-gpu"],
  userDataDir: join(home, "profile"),
});
try {
  const page = await browser.newPage();
  for (const [name, drawing, pixels] of BITMAPS) {
    const svg = await Bun.file(join(folder, drawing)).text();
    await page.setViewport({ width: pixels, height: pixels });
    await page.setContent(`<style>body{margin:0}svg{display:block;inline-size:100vw}</style>${svg}`);
    await page.screenshot({ path: join(folder, name) as `${string}.png`, omitBackground: true });
    say(`client/public/${name}`);
  }
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}
