import { join } from "node:path";
import { withSettingsTable } from "../readme.ts";
import { ROOT } from "./root.ts";
import { say } from "./run.ts";

// Rewrites the generated parts of the documents; a test fails while they are out of date.
const path = join(ROOT, "README.md");
const readme = Bun.file(path);
await Bun.write(path, withSettingsTable(await readme.text()));
say("README.md is up to date");
