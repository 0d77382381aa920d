import type { Allocation } from "./allocation.ts";

export type RelayTransport = "udp" | "tcp" | "tls";

/** The far end of a 5-tuple: one UDP address, or one connection. */
export interface RelayClient {
  readonly transport: RelayTransport;
  /** As text: `192.168.1.5`, `fe80::1`. */
  readonly address: string;
  readonly port: number;
  /** The allocation of this 5-tuple; set and cleared by the relay only. */
  allocation: Allocation | undefined;
  /**
   * One whole message. It may be lost, as on any network.
   *
   * @param bytes belong to the client from now on
   */
  send(bytes: Uint8Array): void;
}
