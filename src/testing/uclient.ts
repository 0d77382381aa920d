/** What coturn's load client says at its end. */
export interface UclientResult {
  /** Messages of all its clients. */
  readonly sent: number;
  readonly received: number;
  readonly exitCode: number | null;
  readonly output: string;
}

/** A run that hangs must end before the test does. */
const MAX_MS = 60_000;

/** Runs coturn's `turnutils_uclient` to its end. */
export async function uclient(args: readonly string[]): Promise<UclientResult> {
  const { exitCode, output } = await runTool(["turnutils_uclient", ...args]);
  const [, sent, received] = /start_mclient: tot_send_msgs=(\d+), tot_recv_msgs=(\d+)/.exec(output) ?? [];
  return { sent: Number(sent ?? 0), received: Number(received ?? 0), exitCode, output };
}

/** Runs a program that tells what it has found on its output. */
export async function runTool(
  command: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = Bun.spawn([...command], { stdio: ["ignore", "pipe", "pipe"], timeout: MAX_MS });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  await child.exited;
  return { exitCode: child.exitCode, output: out + err };
}
