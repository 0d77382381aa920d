import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

/** Where `bun run dev` has the server listen. */
const DEV_SERVER = "http://localhost:8080";

function inClient(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Vite's own helper fetches styles and further chunks of a lazy part, of which ours has none: 0.7 kB for nothing. */
const plainLazyParts: Plugin = {
  name: "plain-lazy-parts",
  enforce: "pre",
  load: (id) =>
    id.includes("vite/preload-helper") ? "export const __vitePreload = (load) => load();" : null,
};

export default defineConfig({
  root: inClient("."),
  plugins: [solid(), plainLazyParts],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome109", "firefox115", "safari16.4"],
    modulePreload: { polyfill: false },
    // Everything is a file of its own: the security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: inClient("index.html"), ca: inClient("ca.html"), sw: inClient("service-worker/sw.ts") },
      output: {
        // A service worker keeps its address: under a new one, browsers would keep the old one besides.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
  server: {
    proxy: {
      "/ws": { target: DEV_SERVER, ws: true },
      "/stats": DEV_SERVER,
      "/health": DEV_SERVER,
      "/instance": DEV_SERVER,
      "/diagnostics/server": DEV_SERVER,
    },
  },
});
