import { codeOf } from "./ports/system-error.ts";

/** What the operator can do about it, by the system's own code. */
const MENDS: Readonly<Record<string, (setting: string, hostSetting: string) => string>> = {
  EADDRINUSE: (setting) => `another program uses this port. Stop it, or set ${setting} to another one.`,
  EACCES: (setting) =>
    `this user may not use this port. Set ${setting} to one above 1023, or give the process CAP_NET_BIND_SERVICE.`,
  EADDRNOTAVAIL: (_, hostSetting) =>
    `this machine does not have this address. Set ${hostSetting} to one that it has, or to 0.0.0.0.`,
};

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

  /** Whether other settings would help. */
  get isOfSettings(): boolean {
    return (codeOf(this.cause) ?? "") in MENDS;
  }

  /** One sentence with what to do. */
  problem({ host, turnHost }: { readonly host: string; readonly turnHost: string | undefined }): string {
    const ofRelay = this.setting.startsWith("TURN_") ? turnHost : undefined;
    const mend = MENDS[codeOf(this.cause) ?? ""];
    const hostSetting = ofRelay === undefined ? "HOST" : "TURN_HOST";
    const why = mend === undefined ? String(this.cause) : mend(this.setting, hostSetting);
    return `cannot listen on ${ofRelay ?? host} port ${this.port} (${this.setting}): ${why}`;
  }
}
