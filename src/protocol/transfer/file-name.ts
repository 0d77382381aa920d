/** Longest file name that common file systems take, in bytes of UTF-8. */
const MAX_NAME_BYTES = 255;

/** Room for `.crdownload`, or for ` (1)` and the like. */
const BROWSER_ENDING_BYTES = 16;

/** What is longer than that behind a dot is no extension that has to be kept. */
const MAX_EXTENSION_BYTES = 32;

const FALLBACK_NAME = "file";

/** Path separators of every platform. */
const SEPARATOR = /[/\\]/;

/** C0 and C1 controls, and the marks that make a name read differently from what it is ("gpj.exe" as "exe.jpg"). */
const INVISIBLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Not allowed in names on Windows, and on the file systems of memory cards. */
const FORBIDDEN = /[<>:"|?*]/g;

/** Device names that Windows opens instead of a file, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

const encoder = new TextEncoder();

/**
 * A name that can be shown and saved, from a name that another device sent (XFER7): one path segment, no
 * controls, no device name, at most 255 bytes of UTF-8 with its extension kept. Idempotent; never empty.
 */
export function safeFileName(name: string): string {
  return safeSegment(segmentsOf(name).at(-1) ?? "") ?? FALLBACK_NAME;
}

/** What stands between the separators of any platform, as one device sent it, in composed characters. */
export function segmentsOf(path: string): string[] {
  return path.toWellFormed().normalize("NFC").split(SEPARATOR);
}

/** The same for one segment of a path; undefined where nothing of it is left, as of a way up. */
export function safeSegment(segment: string): string | undefined {
  const visible = segment.replace(INVISIBLE, "").replace(FORBIDDEN, "_");
  const named = visible.trimStart().replace(/[. ]+$/u, "");
  if (named === "") return undefined;
  return shortened(RESERVED.test(named) ? `_${named}` : named, MAX_NAME_BYTES);
}

/** Two names that may not stand in one folder: file systems differ in whether case tells names apart. */
export function nameKey(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** What stands in for a safe name that is taken: `notes (1).pdf`. As safe as it was. */
export function numberedName(safeName: string, number: number): string {
  const { stem, extension } = partsOf(safeName);
  const ending = ` (${number})${extension}`;
  return cut(stem, MAX_NAME_BYTES - byteLength(ending)) + ending;
}

/**
 * The name under which a browser is asked to save. It is shorter than what file systems take, because while
 * a download runs the browser adds an ending of its own, and Chromium gives up where that does not fit.
 */
export function downloadName(safeName: string): string {
  return shortened(safeName, MAX_NAME_BYTES - BROWSER_ENDING_BYTES);
}

function shortened(name: string, maxBytes: number): string {
  if (byteLength(name) <= maxBytes) return name;
  const { stem, extension } = partsOf(name);
  const kept = cut(stem, maxBytes - byteLength(extension));
  // A cut can leave a dot or a blank at the end of the stem, which only matters where no extension follows.
  return extension === "" ? kept.replace(/[. ]+$/u, "") : kept + extension;
}

function partsOf(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf(".");
  const hasExtension = dot > 0 && byteLength(name.slice(dot)) <= MAX_EXTENSION_BYTES;
  return hasExtension
    ? { stem: name.slice(0, dot), extension: name.slice(dot) }
    : { stem: name, extension: "" };
}

/** As many whole characters as fit. */
function cut(text: string, maxBytes: number): string {
  let kept = "";
  let used = 0;
  for (const character of text) {
    used += byteLength(character);
    if (used > maxBytes) break;
    kept += character;
  }
  return kept;
}

function byteLength(text: string): number {
  return encoder.encode(text).byteLength;
}
