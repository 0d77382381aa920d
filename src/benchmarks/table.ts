import { median } from "./statistics.ts";

/** The bound in the unit of the values; the median has to keep it. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

export const MIB = 1_048_576;
export const KIB = 1_024;

/** `1,234` */
export const whole = (value: number) => Math.round(value).toLocaleString("en");

export function targetText(target: Target, format: (value: number) => string): string {
  return "atMost" in target ? `<= ${format(target.atMost)}` : `>= ${format(target.atLeast)}`;
}

/** Whether the median of the values keeps the bound. */
export function verdict(values: readonly number[], target: Target): string {
  const value = median(values);
  const met = "atMost" in target ? value <= target.atMost : value >= target.atLeast;
  return met ? "met" : "missed";
}

/** Lines with their cells in columns. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((cells) => (cells[column] ?? "").length));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
