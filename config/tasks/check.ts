import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";
import { lint, step, summary, total, types, unitFiles } from "./steps.ts";
import { runTests } from "./test-run.ts";

await ensureInstalled();
// Units wait more than they work: beside them, the other two take no time of their own.
const result = total(
  await Promise.all([step("lint", lint), step("types", types), step("units", () => runTests(unitFiles()))]),
);
say(summary(result));
process.exit(result.failed > 0 ? 1 : 0);
