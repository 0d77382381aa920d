import { openFileLimit } from "./adapters/open-file-limit.ts";
import { openSocket, statusOf } from "./adapters/own-requests.ts";
import { runSelfCheck, type SelfCheckPorts, type SelfCheckSubject } from "./self-check/run.ts";

/** Runs the checks of this server about itself. A part of its own, which nobody waits for at the start. */
export async function startSelfCheck(
  subject: SelfCheckSubject,
  ports: Omit<SelfCheckPorts, "openFileLimit" | "openSocket" | "statusOf">,
): Promise<void> {
  await runSelfCheck(subject, { ...ports, openFileLimit, openSocket, statusOf });
}
