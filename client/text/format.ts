import type { Instant, Millis } from "#protocol/time.ts";
import { language } from "./current-language.ts";

const SIZE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Made once for each language: a formatter costs far more than its use, and a list has thousands of sizes. */
const formatters = new Map<string, Intl.NumberFormat>();

/** Figures stay those of the code in every language, also in Arabic, where others are in use besides. */
const figuresOf = (tag: string) => (tag === "ar" ? "ar-u-nu-latn" : tag);

/** Arabic shortens a unit of time to its first letter, which nobody reads as a word; its long form is short as well. */
const spanDisplay = () => (language() === "ar" ? "long" : "short");

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = language();
  const key = `${tag} ${options.style} ${options.unit} ${options.maximumFractionDigits}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.NumberFormat(figuresOf(tag), options);
    formatters.set(key, made);
  }
  return made;
}

/** A number and its unit stay on one line, also where the second is written in signs before which a line may break. */
const unbroken = (shown: string) =>
  shown.replace(/\s/g, "\u00a0").replace(/\/(?=[\p{Script=Arabic}\p{Script=Han}])/gu, "/\u2060");

/** A count with its thousands apart: 2,000. */
export function formatCount(count: number): string {
  return formatter({ maximumFractionDigits: 0 }).format(count);
}

/** Decimal units, as file managers and network speeds use them; one decimal where it says something. */
export function formatBytes(bytes: number): string {
  const { value, unit } = scaled(bytes);
  return inUnit(value, unit, unit === "byte" ? "long" : "short");
}

export function formatSpeed(bytesPerSecond: number): string {
  const { value, unit } = scaled(bytesPerSecond);
  return unit === "byte"
    ? inUnit(value / 1_000, "kilobyte-per-second", "short")
    : inUnit(value, `${unit}-per-second`, "short");
}

/** A span in the one unit that a person would use, seconds rounded up: 12 sec, 2 min, 1.5 hr. */
export function formatSpan(ms: Millis): string {
  const seconds = Math.ceil(ms / 1_000);
  const display = spanDisplay();
  if (seconds < 60) return inUnit(seconds, "second", display);
  if (seconds < 3_600) return inUnit(Math.round(seconds / 60), "minute", display);
  return inUnit(Math.round(seconds / 1_800) / 2, "hour", display);
}

/** What is counted in milliseconds: 12 ms; 0 only for nothing at all. */
export function formatMillis(ms: Millis): string {
  return inUnit(ms > 0 ? Math.max(1, Math.round(ms)) : 0, "millisecond", "short");
}

/** Minutes and seconds: 4:32. */
export function formatCountdown(ms: Millis): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A time of today as clocks show it: 20:14. */
export function formatClock(at: Instant): string {
  const tag = figuresOf(language());
  return unbroken(new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit" }).format(at));
}

/** Whole percent; 100 only when everything is there. */
export function formatPercent(part: number): string {
  return unbroken(
    formatter({ style: "percent", maximumFractionDigits: 0 }).format(Math.floor(part * 100) / 100),
  );
}

/** “a, b, and c”, as the language joins things. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(figuresOf(language()), { type: "conjunction" }).format(items);
}

function scaled(bytes: number) {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < SIZE_UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return { value, unit: SIZE_UNITS[unit] ?? "byte" };
}

function inUnit(value: number, unit: string, unitDisplay: "short" | "long"): string {
  const maximumFractionDigits = value >= 99.95 ? 0 : 1;
  return unbroken(formatter({ style: "unit", unit, unitDisplay, maximumFractionDigits }).format(value));
}
