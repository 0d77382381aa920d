/** What this machine is called, and where it is. */
export interface Machine {
  readonly hostName: () => string;
  /** Addresses of its interfaces, of IPv4 and IPv6. */
  readonly addresses: () => readonly string[];
  /** The name under which the LAN finds it now, which may be another one than was wished for. */
  readonly lanHost: () => string | undefined;
}
