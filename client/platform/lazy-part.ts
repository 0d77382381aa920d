/**
 * Makes what stands in for Vite's own helper in every `import()` of the build, without its waiting for styles, of which no
 * lazy part has any. It asks for what a part imports together with the part, and not when that has come (LOAD9).
 *
 * @param ask fetches a script, by its address, for whoever imports it then
 */
export function partImporter(ask: (address: string) => void) {
  const asked = new Set<string>();
  /** @param files the part's own and those that it imports, as the build names them */
  return <T>(load: () => Promise<T>, files: readonly string[] = []): Promise<T> => {
    for (const file of files) {
      if (asked.has(file) || !file.endsWith(".js")) continue;
      asked.add(file);
      ask(`/${file}`);
    }
    return load();
  };
}

/** See `partImporter`. Browsers that do not know `modulepreload` (Safari before 17) do without. */
export const importPart = partImporter((href) => {
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
});
