import { PrecacheController, PrecacheRoute } from "workbox-precaching";
import { NavigationRoute, Route, Router } from "workbox-routing";
import { FROM_SERVER, SHELL_CACHE } from "../saving/shell-cache.ts";

/** A file of the build, with what changes when it does where its name does not tell. */
export interface KeptFile {
  readonly url: string;
  readonly revision: string | null;
}

/** Pages that open without the server; every other address is the server's to answer. */
const PAGES = [/^\/(diagnostics)?(\?|$)/];

/** Kept when it is first used: languages, and parts that few people need. */
const USED = "p2p-share used";

/**
 * Lets the page open without the server. It answers for files of its own build only, by name: signaling, facts
 * about the server, downloads and what is shared never come near a cache.
 */
export class Shell {
  readonly #precache = new PrecacheController({
    cacheName: SHELL_CACHE,
    plugins: [{ fetchDidSucceed: ownAnswer }],
  });
  readonly #router = new Router();

  constructor(files: readonly KeptFile[]) {
    this.#precache.addToCacheList([...files]);
    if (files.length === 0) return;
    const page = this.#precache.createHandlerBoundToURL("/");
    this.#router.registerRoute(new NavigationRoute(page, { allowlist: PAGES, denylist: [FROM_SERVER] }));
    const byExactAddress = { cleanURLs: false, directoryIndex: "", ignoreURLParametersMatching: [] };
    this.#router.registerRoute(new PrecacheRoute(this.#precache, byExactAddress));
    this.#router.registerRoute(
      new Route(({ request, sameOrigin }) => sameOrigin && isPart(request), usedPart),
    );
  }

  install(event: ExtendableEvent): void {
    event.waitUntil(this.#precache.install(event));
  }

  /** This version is the one that counts now: what belonged to the last one goes. */
  activate(event: ExtendableEvent): void {
    event.waitUntil(Promise.all([this.#precache.activate(event), caches.delete(USED)]));
  }

  /** Answers where it can; everything else is the server's. */
  answer(event: FetchEvent): void {
    const response = this.#router.handleRequest({ event, request: event.request });
    if (response !== undefined) event.respondWith(response);
  }
}

/** Behind a proxy that asks for a login, its page must not be kept in place of ours. */
async function ownAnswer({ response }: { readonly response: Response }): Promise<Response> {
  if (response.redirected) throw new Error(`${response.url} is not what was asked for`);
  return response;
}

/** Scripts and styles of the build, which have a hash in their names. */
function isPart({ url, destination }: Request): boolean {
  return (
    new URL(url).pathname.startsWith("/assets/") && (destination === "script" || destination === "style")
  );
}

async function usedPart({ request, event }: { request: Request; event: ExtendableEvent }): Promise<Response> {
  const used = await caches.open(USED);
  const kept = await used.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && !response.redirected) event.waitUntil(used.put(request, response.clone()));
  return response;
}
