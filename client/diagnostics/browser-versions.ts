/** The oldest versions for which the page is built, by what names an engine; first match wins. */
const OLDEST: readonly (readonly [RegExp, number])[] = [
  [/(?:Chrome|Chromium)\/(\d+)/, 109],
  [/Firefox\/(\d+)/, 115],
  // Every browser on iOS is Safari's engine, by the version of the system.
  [/(?:iPhone |CPU )OS (\d+)_/, 16],
  [/Version\/(\d+)[\d.]* .*Safari\//, 16],
];

/** Major version of the engine; undefined for one that nobody here knows. */
export function versionOf(userAgent: string): number | undefined {
  return found(userAgent)?.version;
}

/** Its version and the least that the page needs, where it is older than that. */
export function oldVersion(
  userAgent: string,
): { readonly version: number; readonly least: number } | undefined {
  const known = found(userAgent);
  return known && known.version < known.least ? known : undefined;
}

function found(userAgent: string): { readonly version: number; readonly least: number } | undefined {
  for (const [mark, least] of OLDEST) {
    const version = mark.exec(userAgent)?.[1];
    if (version !== undefined) return { version: Number(version), least };
  }
  return undefined;
}
