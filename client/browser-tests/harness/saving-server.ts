import { join } from "node:path";
import { LAN_ADDRESS } from "../../../config/tasks/isolated-network.ts";
import { securityHeaders } from "../../../src/http/security-headers.ts";

/** Serves a page that only saves, under the product's own security policy. */
export interface SavingServer {
  /** A secure context. */
  readonly secureUrl: string;
  /** Plain http on the LAN, so not one. */
  readonly plainUrl: string;
  stop(): Promise<void>;
}

const SCRIPTS = {
  "/page.js": join(import.meta.dir, "saving-page.ts"),
  "/worker.js": join(import.meta.dir, "saving.worker.ts"),
  "/sw.js": join(import.meta.dir, "..", "..", "service-worker", "sw.ts"),
} as const;

const PAGE = `<!doctype html><title>Saving</title><link rel="icon" href="data:,">
<body><script type="module" src="/page.js"></script>`;

export async function startSavingServer(): Promise<SavingServer> {
  const scripts = new Map<string, string>();
  for (const [path, source] of Object.entries(SCRIPTS)) scripts.set(path, await bundled(source));
  const server = Bun.serve({
    port: 0,
    hostname: "0.0.0.0",
    fetch({ url }) {
      const { pathname } = new URL(url);
      const script = scripts.get(pathname);
      if (script !== undefined) return answer(script, "text/javascript");
      return pathname === "/" ? answer(PAGE, "text/html") : new Response("Not found.", { status: 404 });
    },
  });
  return {
    secureUrl: `http://127.0.0.1:${server.port}/`,
    plainUrl: `http://${LAN_ADDRESS}:${server.port}/`,
    stop: () => server.stop(true),
  };
}

async function bundled(source: string): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [source],
    target: "browser",
    format: "esm",
    // The service worker's list of what it keeps: nothing here.
    define: { "self.__WB_MANIFEST": "[]", "process.env.NODE_ENV": '"production"' },
  });
  const [script] = outputs;
  if (!script) throw new Error(`${source} made no script`);
  return script.text();
}

function answer(body: string, type: string): Response {
  return new Response(body, { headers: { ...securityHeaders, "Content-Type": `${type}; charset=utf-8` } });
}
