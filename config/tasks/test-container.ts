import { ContainerSuite, containerFiles } from "./container-suite.ts";
import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";
import { step, summary } from "./steps.ts";
import { total } from "./test-run.ts";

await ensureInstalled();
const suite = new ContainerSuite(containerFiles(process.argv[2]));
const results = [await step("container image", () => suite.build())];
if (suite.isReady) results.push(await step("containers", () => suite.test()));
suite.remove();
const result = total(results);
say(summary(result));
process.exit(result.failed > 0 ? 1 : 0);
