import { expect, test } from "bun:test";
import { terminalQr } from "../terminal-qr.ts";

/** Of a character, in pixels: twice as high as wide. */
const WIDTH = 6;
const HEIGHT = 12;

const WHITE = 255;
const BLACK = 0;

/** A screenshot of text, as a portable graymap: each block character filled as a terminal fills it. */
function screenshot(text: string, foreground: number, background: number): Buffer {
  const lines = text.split("\n").map((line) => [...line]);
  const columns = Math.max(...lines.map((line) => line.length));
  const pixels = lines.flatMap((line) =>
    Array.from({ length: HEIGHT }, (_, y) =>
      Array.from({ length: columns * WIDTH }, (__, x) =>
        isFilled(line[Math.floor(x / WIDTH)], y < HEIGHT / 2) ? foreground : background,
      ),
    ).flat(),
  );
  const header = `P5 ${columns * WIDTH} ${lines.length * HEIGHT} 255\n`;
  return Buffer.concat([Buffer.from(header), Buffer.from(pixels)]);
}

function isFilled(character: string | undefined, isUpper: boolean): boolean {
  return character === "█" || character === (isUpper ? "▀" : "▄");
}

/** What zbar reads in a picture. */
function scan(picture: Buffer, ...options: string[]): string {
  const command = ["zbarimg", "--quiet", "--raw", ...options, "pgm:-"];
  return Bun.spawnSync(command, { stdin: picture }).stdout.toString().trim();
}

test.each([
  "http://192.168.1.20:8080",
  "http://192.168.100.100:8080",
  "https://[2001:db8:1234:5678:9abc:def0:1234:5678]:8443",
])("[LAN7] %s can be scanned from a terminal", async (url) => {
  const plain = await terminalQr(url, false);
  expect(scan(screenshot(plain, WHITE, BLACK))).toBe(url);
  // The quiet zone is drawn in the colours of the code, so that what is around it does not matter.
  const coloured = (await terminalQr(url, true)).replaceAll("\x1b[30;107m", "").replaceAll("\x1b[0m", "");
  expect(scan(screenshot(coloured, BLACK, WHITE))).toBe(url);
});

test("[LAN7] without colours on a light background it is inverted, which a reader that looks for it takes", async () => {
  const url = "http://192.168.1.20:8080";
  const inverted = screenshot(await terminalQr(url, false), BLACK, WHITE);
  expect(scan(inverted, "-Stest-inverted")).toBe(url);
});
