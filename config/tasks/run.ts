import { ROOT } from "./root.ts";

/** How a command ended. */
export interface Outcome {
  readonly ok: boolean;
  /** What it printed; empty when it was shown as it came. */
  readonly output: string;
}

/** What may be chosen about a run. */
export interface RunOptions {
  /** Shows the output while it comes instead of keeping it. */
  readonly show?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The Bun that runs this script: `bun` need not be on PATH. */
export const BUN = process.execPath;

/** Runs a command in the repository's folder until it ends. */
export async function run(
  command: readonly string[],
  { show = false, env }: RunOptions = {},
): Promise<Outcome> {
  const kind = show ? "inherit" : "pipe";
  const child = Bun.spawn([...command], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", kind, kind],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { ok: (await child.exited) === 0, output: out + err };
}

/** Prints one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function text(stream: ReadableStream<Uint8Array> | undefined): Promise<string> {
  return stream ? await new Response(stream).text() : "";
}
