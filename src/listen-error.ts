/** An address that the server cannot listen on, for the operator. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  /** The setting that has the port. */
  readonly setting: string;
  readonly port: number;

  constructor(setting: string, port: number, cause: unknown) {
    super(`port ${port} (${setting}): ${String(cause)}`, { cause });
    this.setting = setting;
    this.port = port;
  }

  get isInUse(): boolean {
    return codeOf(this.cause) === "EADDRINUSE";
  }
}

/** What the system calls the error: `EADDRINUSE`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
