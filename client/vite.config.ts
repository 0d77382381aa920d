import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

/** Where `bun run dev` has the server listen. */
const DEV_SERVER = "http://localhost:8080";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [solid()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome109", "firefox115", "safari16.4"],
    modulePreload: { polyfill: false },
    // Everything is a file of its own: the security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
  },
  worker: { format: "es" },
  server: { proxy: { "/ws": { target: DEV_SERVER, ws: true }, "/stats": DEV_SERVER, "/health": DEV_SERVER } },
});
