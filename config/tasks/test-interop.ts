import { ensureInstalled } from "./install.ts";
import { interopFiles, runInteropTests } from "./interop-suite.ts";
import { say } from "./run.ts";
import { step, summary } from "./steps.ts";

await ensureInstalled();
const files = interopFiles(process.argv[2]);
if (files.length === 0) {
  say(`No interop test file matches ${process.argv[2]}`);
  process.exit(1);
}
const result = await step("interop", () => runInteropTests(files));
say(summary(result));
process.exit(result.failed > 0 ? 1 : 0);
