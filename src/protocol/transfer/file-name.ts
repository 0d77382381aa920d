/** Longest file name that common file systems take, in bytes of UTF-8. */
const MAX_NAME_BYTES = 255;

/** Room for `.crdownload`, or for ` (1)` and the like. */
const BROWSER_ENDING_BYTES = 16;

const FALLBACK_NAME = "file";

/** Path separators of every platform; what stands before the last one is not part of a name. */
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
  const segment = name.toWellFormed().normalize("NFC").split(SEPARATOR).at(-1) ?? "";
  const visible = segment.replace(INVISIBLE, "").replace(FORBIDDEN, "_");
  const trimmed = visible.trimStart().replace(/[. ]+$/u, "");
  const named = trimmed === "" ? FALLBACK_NAME : trimmed;
  return shortened(RESERVED.test(named) ? `_${named}` : named, MAX_NAME_BYTES);
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
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && byteLength(name.slice(dot)) <= 32 ? name.slice(dot) : "";
  const room = maxBytes - byteLength(extension);
  let stem = "";
  let used = 0;
  for (const character of name.slice(0, name.length - extension.length)) {
    used += byteLength(character);
    if (used > room) break;
    stem += character;
  }
  // A cut can leave a dot or a blank at the end of the stem, which only matters where no extension follows.
  return extension === "" ? stem.replace(/[. ]+$/u, "") : stem + extension;
}

function byteLength(text: string): number {
  return encoder.encode(text).byteLength;
}
