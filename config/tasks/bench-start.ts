import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "./install.ts";
import { ROOT } from "./root.ts";
import { BUN, run, say } from "./run.ts";
import { buildServer, SERVER_BUNDLE } from "./server-build.ts";
import { client, step } from "./steps.ts";

// Start time and idle memory of the server, with the command's own arguments: `--rounds N`.
await ensureInstalled();
const built = await step("client build", client);
if (built.failed > 0) process.exit(1);
const bundle = await buildServer();
const folder = mkdtempSync(join(tmpdir(), "p2p-share-start-"));
try {
  const [binary, withBytecode] = [join(folder, "plain"), join(folder, "bytecode")];
  const outcomes = [bundle, await compile(binary), await compile(withBytecode, "--bytecode", "--format=esm")];
  for (const { ok, output } of outcomes) if (!ok) say(output);
  if (outcomes.some(({ ok }) => !ok)) process.exit(1);
  const bundled = readdirSync(join(ROOT, SERVER_BUNDLE)).map((name) => join(ROOT, SERVER_BUNDLE, name));
  say(`bundle ${megabytes(...bundled)} beside Bun's ${megabytes(BUN)}`);
  say(`single file ${megabytes(binary)}, with bytecode ${megabytes(withBytecode)}`);
  const paths = [join(SERVER_BUNDLE, "main.js"), binary, withBytecode];
  await run([BUN, "--no-orphans", "src/benchmarks/start.ts", ...process.argv.slice(2), ...paths], {
    show: true,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** In a single file the page is looked for where it is, not beside the program. */
function compile(file: string, ...options: string[]) {
  const here = `import.meta.dir=${JSON.stringify(join(ROOT, SERVER_BUNDLE))}`;
  return run([BUN, "build", "src/main.ts", "--compile", "--define", here, ...options, "--outfile", file]);
}

function megabytes(...paths: string[]): string {
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
