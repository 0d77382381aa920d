import { join } from "node:path";
import { exampleEnv } from "../example-env.ts";
import { withSettingsTable } from "../readme.ts";
import { withLogTable } from "./log-table.ts";
import { ROOT } from "./root.ts";
import { say } from "./run.ts";

// Rewrites the generated parts of the documents; a test fails while they are out of date.
const path = join(ROOT, "README.md");
await Bun.write(path, withSettingsTable(await Bun.file(path).text()));
await Bun.write(join(ROOT, "config", "example.env"), exampleEnv());
const operations = join(ROOT, "docs", "operations.md");
await Bun.write(operations, withLogTable(await Bun.file(operations).text()));
say("README.md, docs/operations.md and config/example.env are up to date");
