import { serveCommands } from "../../load-process.ts";
import type { LoadCommand, LoadReport } from "./commands.ts";
import { Pairs } from "./pairs.ts";

// The clients, in a process of their own.
const pairs = new Pairs();
serveCommands<LoadCommand, LoadReport>((command) => pairs.run(command));
