import type { LoadCommand, LoadReport } from "./commands.ts";
import { LoadSessions } from "./sessions.ts";

// A process of the load client: commands come in as messages, and each is answered with its report.
const sessions = new LoadSessions();
process.on("message", (command: LoadCommand) => void answer(command));
process.on("disconnect", () => process.exit(0));

async function answer(command: LoadCommand): Promise<void> {
  const report: LoadReport = await sessions.run(command);
  process.send?.(report);
}
