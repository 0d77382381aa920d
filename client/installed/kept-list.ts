import type { Plugin } from "vite";
import type { ManifestTransform } from "workbox-build";

/**
 * Parts of the page that an installed one keeps only when they are first used, by the module that is imported
 * lazily: most people use one language, or none of these. What they need beside a script, such as WebAssembly for
 * the camera, is never kept: without the server there is nobody to send to.
 */
const RARELY_USED = [
  /\/client\/text\/(?!en\/)[\w-]+\/[\w-]+\.ts$/,
  /\/client\/preview\//,
  /\/(barcode-detector|zxing-wasm)\//,
];

/** Chooses from a build what an installed page keeps from the start. */
export class KeptList {
  readonly #rarelyUsed = new Set<string>();

  /** Looks at the build. */
  readonly plugin: Plugin = {
    name: "kept-list",
    generateBundle: (_, bundle) => {
      for (const part of Object.values(bundle)) {
        if (part.type !== "chunk" || part.facadeModuleId === null) continue;
        const module = part.facadeModuleId;
        if (part.isDynamicEntry && RARELY_USED.some((pattern) => pattern.test(module))) {
          this.#rarelyUsed.add(part.fileName);
        }
      }
    },
  };

  /** Names the page by its address, and leaves out what is rarely used, and the authority's page. */
  readonly transform: ManifestTransform = (entries) => ({
    manifest: entries
      .filter(({ url }) => !this.#rarelyUsed.has(url) && !url.startsWith("assets/authority-"))
      .map((entry) => ({ ...entry, url: addressOf(entry.url) })),
  });
}

function addressOf(file: string): string {
  return file === "index.html" ? "/" : `/${file.replace(/^\//, "")}`;
}
