import { ensureInstalled } from "./install.ts";
import { ROOT } from "./root.ts";
import { BUN } from "./run.ts";

await ensureInstalled();
// The server restarts when its files change; Vite serves the page and passes signaling on to the server.
const commands = [
  [BUN, "--watch", "src/main.ts"],
  [BUN, "--bun", "node_modules/vite/bin/vite.js", "--config", "client/vite.config.ts", "--host"],
];
const children = commands.map((command) =>
  Bun.spawn(command, { cwd: ROOT, stdio: ["inherit", "inherit", "inherit"] }),
);
await Promise.race(children.map(({ exited }) => exited));
for (const child of children) child.kill();
