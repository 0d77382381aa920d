import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";
import { lint, step, summary, types, unitFiles } from "./steps.ts";
import { runTests, total } from "./test-run.ts";

await ensureInstalled();
// Units wait more than they work: beside them, the other two take no time of their own, and four parts less than one.
const units = (title: string, isOf: (file: string) => boolean) =>
  step(title, () => runTests(unitFiles().filter(isOf)));
const isOfClient = (file: string) => file.startsWith("client/");
const isOfSession = (file: string) => file.startsWith("client/session/");
const isOfRelay = (file: string) => /^src\/(relay|protocol)\//.test(file);
const result = total(
  await Promise.all([
    step("lint", lint),
    step("types", types),
    units("units of the client's sessions", isOfSession),
    units("units of the client", (file) => isOfClient(file) && !isOfSession(file)),
    units("units of protocol and relay", isOfRelay),
    units("units of the server", (file) => !(isOfClient(file) || isOfRelay(file))),
  ]),
);
say(summary(result));
process.exit(result.failed > 0 ? 1 : 0);
