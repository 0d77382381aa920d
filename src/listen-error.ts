import { codeOf } from "./ports/system-error.ts";

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
