/** IP address and port, as they stand on the wire. */
export interface SocketAddress {
  /** 4 or 16 bytes. */
  readonly ip: Uint8Array;
  readonly port: number;
}
