import { buildClient, isClientStale } from "./client-build.ts";
import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";

await ensureInstalled();
if (isClientStale()) {
  say("Building the client");
  const { ok, output } = await buildClient();
  if (!ok) {
    say(output.trimEnd());
    process.exit(1);
  }
}
// In this very process, so that signals reach the server. Imported late: its packages may only now be installed.
await import("../../src/main.ts");
