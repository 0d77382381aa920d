import type { Plugin } from "vite";

/**
 * Has the page's HTML name a part that its entry imports at once, with all that this part imports: the browser fetches
 * everything beside each other, instead of the next file when the one before has come. It may take its time where the
 * line is narrow: the first screen does without it.
 *
 * @param moduleId ends in this
 */
export function preloadedPart(moduleId: string): Plugin {
  return {
    name: "preloaded-part",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {}, chunk, filename }) {
        if (!chunk || !filename.endsWith("/index.html")) return [];
        const chunkOf = (file: string) => {
          const found = bundle[file];
          return found?.type === "chunk" ? found : undefined;
        };
        const withImports = (file: string): string[] => [
          file,
          ...(chunkOf(file)?.imports ?? []).flatMap(withImports),
        ];
        const first = new Set(withImports(chunk.fileName));
        const part = [...first]
          .flatMap((file) => chunkOf(file)?.dynamicImports ?? [])
          .find((file) => chunkOf(file)?.moduleIds.some((id) => id.endsWith(moduleId)));
        if (part === undefined) throw new Error(`the entry does not import ${moduleId}`);
        const later = new Set(withImports(part).filter((file) => !first.has(file)));
        return [...later].map((file) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}`, fetchpriority: "low" },
          injectTo: "head" as const,
        }));
      },
    },
  };
}
