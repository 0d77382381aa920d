import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";
import { lint, step, summary, total, types, unitFiles } from "./steps.ts";
import { runTests } from "./test-run.ts";

await ensureInstalled();
const result = total([
  await step("lint", lint),
  await step("types", types),
  await step("units", () => runTests(unitFiles())),
]);
say(summary(result));
process.exit(result.failed > 0 ? 1 : 0);
