import type { TestServer } from "./server.ts";

/** A reverse proxy for web pages that knows no WebSocket, as many are set up. */
export interface PlainProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Passes on requests and answers, and says for whom; an upgrade it does not pass on. */
export function startPlainProxy({ url: target }: TestServer, hostname: string): PlainProxy {
  const proxy = Bun.serve({
    hostname,
    port: 0,
    fetch(request, server) {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      for (const name of ["connection", "upgrade"]) headers.delete(name);
      headers.set("x-forwarded-for", server.requestIP(request)?.address ?? "unknown");
      return fetch(target + pathname + search, { method: request.method, headers, decompress: false });
    },
  });
  return { url: `http://${hostname}:${proxy.port}`, stop: () => proxy.stop(true) };
}
