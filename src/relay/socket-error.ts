import type { RelayTransport } from "./relay-client.ts";

/** A socket that could not be opened. */
export class SocketError extends Error {
  override readonly name = "SocketError";
  readonly transport: RelayTransport;
  readonly port: number;

  constructor(transport: RelayTransport, port: number, cause: unknown) {
    super(`${transport} port ${port}: ${String(cause)}`, { cause });
    this.transport = transport;
    this.port = port;
  }
}
