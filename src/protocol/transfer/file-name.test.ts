import { expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { downloadName, safeFileName } from "./file-name.ts";

const SEED = 77;
const FAMILY = "👨‍👩‍👧‍👦";
const bytesOf = (text: string) => new TextEncoder().encode(text).byteLength;

test.each([
  ["an ordinary name", "notes.pdf", "notes.pdf"],
  ["a hidden file", ".bashrc", ".bashrc"],
  ["an emoji of several code points", `${FAMILY} 🎉.png`, `${FAMILY} 🎉.png`],
  ["a decomposed umlaut", "Mu\u0308ll.txt", "Müll.txt"],
  ["a way up", "../../etc/passwd", "passwd"],
  ["a Windows way up", "..\\..\\Windows\\win.ini", "win.ini"],
  ["an absolute path", "/etc/shadow", "shadow"],
  ["a drive", "C:\\temp\\a.txt", "a.txt"],
  ["only dots", "..", "file"],
  ["a folder", "photos/", "file"],
  ["nothing visible", "\u200b\u202e", "file"],
  ["a reversed ending", "holiday\u202egpj.exe", "holidaygpj.exe"],
  ["controls", "a\0b\nc\u007f.txt", "abc.txt"],
  ["what Windows forbids", 'a<b>c:"d|e?f*.txt', "a_b_c__d_e_f_.txt"],
  ["dots and blanks at the end", "report. . ", "report"],
  ["blanks in front", "  a.txt", "a.txt"],
  ["a device", "con", "_con"],
  ["a device with an ending", "LPT1.txt", "_LPT1.txt"],
  ["almost a device", "console.log", "console.log"],
  ["half a surrogate pair", "a\ud800.txt", "a\ufffd.txt"],
])("[XFER7] %s", (_, sent, safe) => {
  expect(safeFileName(sent)).toBe(safe);
});

test("[XFER7] a name of 255 bytes is kept, a longer one keeps its ending", () => {
  const full = `${"n".repeat(251)}.pdf`;
  expect(safeFileName(full)).toBe(full);
  const cut = safeFileName(`${FAMILY.repeat(30)}.pdf`);
  expect(bytesOf(cut)).toBeLessThanOrEqual(255);
  expect(cut.endsWith(".pdf")).toBe(true);
  expect(cut.isWellFormed()).toBe(true);
});

test(`[XFER7] 20,000 hostile names come out safe, and the same again, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const parts = [
    "../",
    "..\\",
    "/",
    "\0",
    "con",
    ".",
    " ",
    "\u202e",
    "🎉",
    "ä",
    "*",
    "\ud83d",
    "nul.",
    "x".repeat(90),
  ];
  for (let i = 0; i < 20_000; i++) {
    const name = Array.from({ length: 1 + random.below(8) }, () => random.pick(parts)).join("");
    const safe = safeFileName(name);
    expect(safe).not.toMatch(/[/\\\0<>:"|?*\p{Cc}\u202a-\u202e]|^\.{0,2}$|[. ]$/u);
    expect(bytesOf(safe)).toBeLessThanOrEqual(255);
    expect(safeFileName(safe)).toBe(safe);
  }
});

test("[XFER7] the name to save under leaves room for the browser's own ending", () => {
  const full = `${"n".repeat(251)}.pdf`;
  expect(downloadName(full)).toBe(`${"n".repeat(235)}.pdf`);
  expect(downloadName("notes.pdf")).toBe("notes.pdf");
});
