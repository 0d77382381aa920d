import { join } from "node:path";
import { staticPlugin } from "@elysiajs/static";
import { Elysia } from "elysia";
import { securityHeaders } from "./security-headers.ts";

const ASSET_MAX_AGE_SECONDS = 31_536_000;

/** The page itself: always revalidated, because its assets' names change with each build. */
export function indexPage(directory: string): Response {
  return fixedFile(directory, "index.html", "text/html; charset=utf-8");
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
  return new Elysia({ name: "page-assets" })
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

function fixedFile(directory: string, name: string, type: string): Response {
  const headers = { ...securityHeaders, "Content-Type": type, "Cache-Control": "no-cache" };
  return new Response(Bun.file(join(directory, name)), { headers });
}
