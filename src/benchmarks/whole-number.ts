/** The value of a command-line option, within both bounds. @throws on anything else */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new Error(`${option} takes a whole number from ${least} to ${most}, not ${text}`);
  return value;
}
