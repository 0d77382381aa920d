import { browserFiles, runBrowserTests } from "./browser-suite.ts";
import { ContainerSuite, containerFiles } from "./container-suite.ts";
import { ensureInstalled } from "./install.ts";
import { interopFiles, runInteropTests } from "./interop-suite.ts";
import { say } from "./run.ts";
import { client, lint, simulationFiles, step, summary, types, unitFiles } from "./steps.ts";
import { type Counts, runTests, total } from "./test-run.ts";

// `bun run test -- name` runs only the test files whose path contains the name, and no lint and types.
const [filter] = process.argv.slice(2);
const units = unitFiles(filter);
const simulations = simulationFiles(filter);
const interop = interopFiles(filter);
const inBrowsers = browserFiles(filter);
const inContainers = containerFiles(filter);
const containers = new ContainerSuite(inContainers);
const results: Counts[] = [];

await ensureInstalled();
if (units.length + simulations.length + interop.length + inBrowsers.length + inContainers.length === 0) {
  say(`No test file matches ${filter}`);
  results.push({ passed: 0, failed: 1, skipped: 0 });
}
// The simulations take a minute of one core: the engine's recovery as long as all others, which run beside it.
const isRecovery = (file: string) => file === "client/engine/simulations/recovery.test.ts";
const beside = [simulations.filter(isRecovery), simulations.filter((file) => !isRecovery(file))]
  .filter(({ length }) => length > 0)
  .map((files) => step("simulations", () => runTests(files)));
if (filter === undefined) beside.push(step("lint", lint), step("types", types));
// It waits for packages most of the time, and nothing beside it looks at a clock.
if (inContainers.length > 0) beside.push(step("container image", () => containers.build()));
if (units.length > 0) beside.push(step("units", () => runTests(units, { show: true })));
results.push(...(await Promise.all(beside)));
if (interop.length > 0) results.push(await step("interop", () => runInteropTests(interop)));
if (inBrowsers.length > 0) {
  const built = await step("client build", client);
  results.push(built);
  if (built.failed === 0) results.push(await step("browsers", () => runBrowserTests(inBrowsers)));
}
if (containers.isReady) results.push(await step("containers", () => containers.test()));
containers.remove();

const result = total(results);
const incomplete = result.skipped > 0 && process.env["CI"] === "true";
if (incomplete) say("Skipped tests count as failure here, because CI=true");
say(summary(result));
process.exit(result.failed > 0 || incomplete ? 1 : 0);
