import { Elysia } from "elysia";
import { fixedFile, isBuilt } from "./page.ts";
import { securityHeaders } from "./security-headers.ts";

/** Files at fixed addresses that an installed page consists of besides the page and its assets, and their types. */
const FILES = {
  "manifest.webmanifest": "application/manifest+json",
  "icon-192.png": "image/png",
  "icon-512.png": "image/png",
  "icon-maskable-512.png": "image/png",
  "icon-maskable.svg": "image/svg+xml",
  "apple-touch-icon.png": "image/png",
} as const;

/** Where a share goes that no service worker has taken: the page says so, and how to share again. */
const NOT_TAKEN = "/?shared=not-taken";

/**
 * What makes the page installable, and `POST /share`: shares are for the page's service worker, which keeps them on
 * the device. One that comes here all the same is not read.
 *
 * @param directory where Vite put the build
 */
export function installedPage(directory: string) {
  const app = new Elysia({ name: "installed-page" });
  if (!isBuilt(directory)) return app;
  for (const [name, type] of Object.entries(FILES)) {
    app.get(`/${name}`, ({ request }) => fixedFile(directory, name, request, type));
  }
  const headers = { ...securityHeaders, "Cache-Control": "no-store", Location: NOT_TAKEN };
  return app.post("/share", () => new Response(null, { status: 303, headers }), { parse: "none" });
}
