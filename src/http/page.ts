import { existsSync } from "node:fs";
import { join } from "node:path";
import { staticPlugin } from "@elysiajs/static";
import { Elysia } from "elysia";
import { builtFile, codedFile } from "./built-file.ts";
import { CONTENT_CODINGS } from "./content-coding.ts";
import { securityHeaders } from "./security-headers.ts";

/** A year, the longest that means anything. */
const FOR_GOOD_SECONDS = 31_536_000;
const FOR_GOOD = `public, immutable, max-age=${FOR_GOOD_SECONDS}`;

const CODED = new RegExp(`\\.(${CONTENT_CODINGS.map(({ suffix }) => suffix.slice(1)).join("|")})$`);

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
  return app
    .onRequest(({ request }) => codedAsset(directory, request))
    .use(
      staticPlugin({
        assets: join(directory, "assets"),
        prefix: "/assets",
        alwaysStatic: true,
        ignorePatterns: [CODED],
        directive: "immutable",
        maxAge: FOR_GOOD_SECONDS,
        headers: { ...securityHeaders, Vary: "Accept-Encoding", "Cache-Control": FOR_GOOD },
      }),
    )
    .get("/icon.svg", ({ request }) => fixedFile(directory, "icon.svg", request))
    .get("/early.js", ({ request }) => fixedFile(directory, "early.js", request))
    .get("/sw.js", ({ request }) => fixedFile(directory, "sw.js", request));
}

/** An asset in a coding that the client takes; undefined where it is to have the file as it is. */
function codedAsset(directory: string, request: Request): Promise<Response | undefined> | undefined {
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  const name = /^https?:\/\/[^/]+\/assets\/([\w.-]+)$/.exec(request.url)?.[1];
  if (name === undefined || CODED.test(name)) return undefined;
  const path = join(directory, "assets", name);
  return codedFile(request, { path, type: Bun.file(name).type, cacheControl: FOR_GOOD });
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
