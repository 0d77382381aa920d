import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Elysia, NotFoundError } from "elysia";
import { builtFile } from "./built-file.ts";
import { CONTENT_CODINGS } from "./content-coding.ts";
import { securityHeaders } from "./security-headers.ts";

/** A year, the longest that means anything. */
const FOR_GOOD = "public, immutable, max-age=31536000";

/** Whether the page was built into this directory. */
export function isBuilt(directory: string): boolean {
  return existsSync(join(directory, "index.html"));
}

/** The page itself: always revalidated, because its assets' names change with each build. */
export async function indexPage(directory: string, request: Request): Promise<Response> {
  if (isBuilt(directory)) return fixedFile(directory, "index.html", request);
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
  const assets = new Set(readdirSync(join(directory, "assets")).filter((name) => !isCoding(name)));
  return app
    .get("/assets/:name", ({ params: { name }, request }) => {
      if (!assets.has(name)) throw new NotFoundError();
      const path = join(directory, "assets", name);
      return builtFile(request, { path, type: Bun.file(name).type, cacheControl: FOR_GOOD });
    })
    .get("/icon.svg", ({ request }) => fixedFile(directory, "icon.svg", request))
    .get("/sw.js", ({ request }) => fixedFile(directory, "sw.js", request));
}

/** A file of the build at an address of its own, revalidated each time. */
export function fixedFile(
  directory: string,
  name: string,
  request: Request,
  type: string = Bun.file(name).type,
): Promise<Response> {
  return builtFile(request, { path: join(directory, name), type, cacheControl: "no-cache" });
}

function isCoding(name: string): boolean {
  return CONTENT_CODINGS.some(({ suffix }) => name.endsWith(suffix));
}
