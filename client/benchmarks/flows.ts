import { join } from "node:path";
import { ROOT } from "../../config/tasks/root.ts";
import { say } from "../../config/tasks/run.ts";
import { closeBrowsers } from "../browser-tests/harness/browsers.ts";
import { startServer } from "../browser-tests/harness/server.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { FLOWS, type Flow } from "./flow-list.ts";
import { type FlowRun, runFlow } from "./flow-run.ts";
import { flowTable, withFlowTable } from "./flow-table.ts";
import { parseOptions } from "./options.ts";

// Taps, keys, words and seconds of each flow, counted in two Chromium browsers as large as a phone, medians of
// `--rounds N`; the table goes to docs/experience.md.
const { rounds } = parseOptions(process.argv.slice(2));
const runs = new Map<Flow, FlowRun[]>(FLOWS.map((flow) => [flow, []]));
const server = await startServer();
try {
  for (let round = 0; round < rounds; round++)
    for (const [flow, all] of runs) if (flow.play) all.push(await runFlow(flow.play, flow, server));
} finally {
  await closeBrowsers();
  await server.stop();
  removeTempFolders();
}
const table = flowTable([...runs]);
const path = join(ROOT, "docs", "experience.md");
await Bun.write(path, withFlowTable(await Bun.file(path).text(), table));
say(table);
say("docs/experience.md has this table now");
