import type { ManifestTransform } from "workbox-build";

/** Parts that few people need, or need only while the server is there; each begins its file's name. */
const RARELY_USED = /^assets\/(ca|FilePreview)-/;

/**
 * Leaves out of the list that an installed page keeps what would only fill it, and names the page by its address.
 * Parts that are left out are kept when they are first used (`used-assets`).
 */
export const withoutRarelyUsed: ManifestTransform = (entries) => ({
  manifest: entries
    .filter(({ url }) => !RARELY_USED.test(url))
    .map((entry) => ({ ...entry, url: entry.url === "index.html" ? "/" : absolute(entry.url) })),
});

function absolute(url: string): string {
  return url.startsWith("/") ? url : `/${url}`;
}
