import { serveCommands } from "../../load-process.ts";
import type { LoadCommand, LoadReport } from "./commands.ts";
import { LoadSessions } from "./sessions.ts";

// A process of the load client.
const sessions = new LoadSessions();
serveCommands<LoadCommand, LoadReport>((command) => sessions.run(command));
