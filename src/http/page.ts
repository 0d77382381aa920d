import { existsSync } from "node:fs";
import { join } from "node:path";
import { staticPlugin } from "@elysiajs/static";
import { Elysia } from "elysia";
import { securityHeaders } from "./security-headers.ts";

const ASSET_MAX_AGE_SECONDS = 31_536_000;

/** Whether the page was built into this directory. */
export function isBuilt(directory: string): boolean {
  return existsSync(join(directory, "index.html"));
}

/** The page itself: always revalidated, because its assets' names change with each build. */
export function indexPage(directory: string): Response {
  if (isBuilt(directory)) return fixedFile(directory, "index.html", "text/html; charset=utf-8");
  return new Response("The page is not built: run `bun run build`.\n", {
    status: 503,
    headers: securityHeaders,
  });
}

/** Another page of the build, as text. */
export function readPage(directory: string, name: string): Promise<string> {
  return Bun.file(join(directory, name)).text();
}

/**
 * What the page loads. Assets carry a content hash in their names and are kept for good.
 *
 * @param directory where Vite put the build
 */
export function pageAssets(directory: string) {
  const app = new Elysia({ name: "page-assets" });
  if (!isBuilt(directory)) return app;
  return app
    .use(
      staticPlugin({
        assets: join(directory, "assets"),
        prefix: "/assets",
        alwaysStatic: true,
        directive: "immutable",
        maxAge: ASSET_MAX_AGE_SECONDS,
        headers: securityHeaders,
      }),
    )
    .get("/icon.svg", () => fixedFile(directory, "icon.svg", "image/svg+xml"))
    .get("/sw.js", () => fixedFile(directory, "sw.js", "text/javascript; charset=utf-8"));
}

/** A file of the build at an address of its own, revalidated each time. */
export function fixedFile(directory: string, name: string, type: string): Response {
  const headers = { ...securityHeaders, "Content-Type": type, "Cache-Control": "no-cache" };
  return new Response(Bun.file(join(directory, name)), { headers });
}
