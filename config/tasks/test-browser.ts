import { browserFiles, runBrowserTests } from "./browser-suite.ts";
import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";
import { client, step, summary } from "./steps.ts";

await ensureInstalled();
const files = browserFiles(process.argv[2]);
if (files.length === 0) {
  say(`No browser test file matches ${process.argv[2]}`);
  process.exit(1);
}
const built = await step("client build", client);
if (built.failed > 0) process.exit(1);
const result = await step("browsers", () => runBrowserTests(files));
say(summary(result));
process.exit(result.failed > 0 ? 1 : 0);
