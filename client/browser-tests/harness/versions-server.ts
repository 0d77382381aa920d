import type { ServerWebSocket } from "bun";
import type { TestServer } from "./server.ts";

/** The product's server, behind something that can make another version of its page out of the one there is. */
export interface VersionsServer {
  /** A secure context. */
  readonly url: string;
  /** From now on the page and its service worker are another version; `data-version` of the page says which. */
  release(version: string): void;
  stop(): Promise<void>;
}

interface Line {
  readonly target: WebSocket;
  /** What the page said before the line to the server was open. */
  readonly early: string[];
}

export function startVersionsServer({ loopbackUrl }: TestServer): VersionsServer {
  let version = "1";
  const front = Bun.serve<Line>({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request, server) {
      const { pathname, search } = new URL(request.url);
      if (pathname === "/ws") {
        const target = new WebSocket(`${loopbackUrl.replace("http", "ws")}/ws${search}`);
        return server.upgrade(request, { data: { target, early: [] } }) ? undefined : new Response(null);
      }
      // What a build does: all files have new names, the page's revision is another one, and old files are gone.
      const folder = `assets/${version}/`;
      const isAsset = pathname.startsWith("/assets/");
      if (isAsset && !pathname.startsWith(`/${folder}`)) return new Response(null, { status: 404 });
      const path = isAsset ? pathname.replace(folder, "assets/") : pathname;
      const response = await fetch(loopbackUrl + path + search, {
        headers: { "Accept-Encoding": "identity" },
      });
      if (!/^\/$|\.(js|css)$/.test(path)) return response;
      const text = (await response.text())
        .replaceAll(/assets\/(?=[\w-]+\.\w)/g, folder)
        .replaceAll("<html ", `<html data-version="${version}" `)
        .replaceAll(`"revision":"`, `"revision":"${version}-`);
      response.headers.delete("content-length");
      return new Response(text, { status: response.status, headers: response.headers });
    },
    websocket: {
      open(line) {
        const { target, early } = line.data;
        target.binaryType = "arraybuffer";
        target.onopen = () => early.splice(0).forEach((message) => void target.send(message));
        target.onmessage = ({ data }) => void line.send(data as string | ArrayBuffer);
        target.onclose = () => line.close();
      },
      message({ data: { target, early } }: ServerWebSocket<Line>, message) {
        const said = String(message); // signaling is text
        if (target.readyState === WebSocket.OPEN) target.send(said);
        else early.push(said);
      },
      close: ({ data: { target } }) => target.close(),
    },
  });
  return {
    url: `http://127.0.0.1:${front.port}`,
    release(next) {
      version = next;
    },
    stop: () => front.stop(true),
  };
}
