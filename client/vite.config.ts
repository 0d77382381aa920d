import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import { KeptList } from "./installed/kept-list.ts";
import { manifest } from "./installed/manifest.ts";
import { linkedParts } from "./page/linked-parts.ts";

/** Where `bun run dev` has the server listen. */
const DEV_SERVER = "http://localhost:8080";

function inClient(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Our own helper for lazy parts in place of Vite's, which is 0.7 kB larger. */
const ownLazyParts: Plugin = {
  name: "own-lazy-parts",
  enforce: "pre",
  load: (id) =>
    id.includes("vite/preload-helper")
      ? `export { importPart as __vitePreload } from "${inClient("platform/lazy-part.ts")}";`
      : null,
};

/** What the line to the server takes, for sessions, devices nearby and the diagnostics. */
const WIRE =
  /(\/valibot\/.*\.js|(src\/protocol\/(ids|json|errors|lanes|time|signaling|discovery)|client\/platform\/(service-worker|signaling-socket|random|own-name|device-name|device-label|wake|under-way|instance)|client\/session\/deadline|client\/ui\/IconButton).*\.tsx?|lucide-solid\/.*\/monitor-smartphone\.jsx)$/;

/** What the screens of a session have in common: one request, where each module apart would be one. */
const OF_SESSIONS =
  /(client\/(session|transfer|saving|screens|preview|pairing|platform\/(saving-\w+|copy-text)|ui\/Countdown).*\.tsx?|solid-js\/store\/.*\.js|lucide-solid\/.*\.jsx)$/;

/** The page of the authority, in one file for each language. */
const authorityPages = readdirSync(inClient("authority"))
  .filter((name) => name.endsWith(".html"))
  .map((name) => inClient(`authority/${name}`));

/** The page of the authority needs no script and belongs to no installed page: people read it before they trust us. */
const authorityPageAlone: Plugin = {
  name: "authority-page-alone",
  enforce: "post", // behind the plugin that adds it
  transformIndexHtml: {
    order: "post",
    handler: (html, { filename }) =>
      authorityPages.includes(filename) ? html.replace(/<link rel="manifest"[^>]*>/, "") : html,
  },
};

/** Browsers of the last three years, as README says. */
const TARGET = ["chrome109", "firefox115", "safari16.4"];

const keptList = new KeptList();

/** The manifest, and our service worker with the list of what it keeps. */
const installedPage = VitePWA({
  strategies: "injectManifest",
  srcDir: "service-worker",
  filename: "sw.ts",
  manifest,
  // Browsers ask for it without a login's cookie else, and get the login page of a proxy.
  useCredentials: true,
  // Icons for the system are the system's to keep.
  includeManifestIcons: false,
  includeAssets: ["icon.svg", "early.js"],
  // The page registers it by itself, when it has been shown.
  injectRegister: false,
  injectManifest: {
    rollupFormat: "iife",
    target: TARGET,
    globPatterns: ["index.html", "assets/*.{js,css}"],
    manifestTransforms: [keptList.transform],
    // Names of assets have a hash in them; nothing has to be asked for anew.
    dontCacheBustURLsMatching: /^assets\//,
  },
});

export default defineConfig({
  root: inClient("."),
  plugins: [solid(), ownLazyParts, keptList.plugin, installedPage, authorityPageAlone, linkedParts],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: TARGET,
    modulePreload: { polyfill: false },
    // Everything is a file of its own: the security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [inClient("index.html"), ...authorityPages],
      output: {
        // Each file is a request of its own: what the first screen has is one, and what sessions share with later parts
        // is another. What only later parts share, dialogs above all, must not come with it.
        codeSplitting: {
          groups: [
            {
              name: "first",
              tags: ["$initial"],
              test: /client\/(?!service-worker).*\.tsx?$|\.js$/,
              priority: 2,
            },
            { name: "wire", minShareCount: 2, test: WIRE, priority: 1 },
            { name: "session", minShareCount: 2, test: OF_SESSIONS, priority: 0 },
          ],
        },
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
