import type { Millis } from "#protocol/time.ts";

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** Made once: a formatter costs far more than its use, and a list has thousands of sizes. */
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** A count with its thousands apart: 2,000. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** Decimal units, as file managers and network speeds use them; one decimal where it says something. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  const format = unit === 0 || value >= 99.95 ? whole : oneDecimal;
  // A number and its unit stay on one line.
  return `${format.format(value)}\u00a0${UNITS[unit]}`;
}

export function formatSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** Time left in words that a person uses. */
export function formatTimeLeft(ms: Millis): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `about ${Math.round(seconds / 60)} min`;
  const halfHours = Math.round(seconds / 1_800) / 2;
  return `about ${oneDecimal.format(halfHours)} h`;
}

/** Minutes and seconds: 4:32. */
export function formatCountdown(ms: Millis): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Whole percent; 100 only when everything is there. */
export function formatPercent(part: number): string {
  return `${Math.floor(part * 100)} %`;
}
