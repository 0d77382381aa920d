import { createSocket, type Socket } from "node:dgram";
import { isIPv4 } from "node:net";

/** Of multicast DNS (RFC 6762 §3). */
const MDNS_GROUP = "224.0.0.251";
const MDNS_PORT = 5_353;

/** On which of a host's addresses multicast DNS can be spoken. */
export interface MulticastAddresses {
  /** Those of IPv4 whose networks take it. */
  readonly joined: readonly string[];
  /** Why there are none. */
  readonly problem: string;
}

/** Tries it out: whether the port may be shared, and which networks the group can be joined on. */
export async function multicastAddresses(addresses: readonly string[]): Promise<MulticastAddresses> {
  const socket = createSocket({ type: "udp4", reuseAddr: true });
  try {
    await bound(socket);
    const joined = addresses.filter((address) => isIPv4(address) && joins(socket, address));
    return { joined, problem: "no network of this host takes multicast over IPv4" };
  } catch (error) {
    const { code = "unknown" } = error as { code?: string };
    return { joined: [], problem: `UDP port ${MDNS_PORT} cannot be shared with another program (${code})` };
  } finally {
    socket.close();
  }
}

function bound(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(MDNS_PORT, () => resolve());
  });
}

function joins(socket: Socket, address: string): boolean {
  try {
    socket.addMembership(MDNS_GROUP, address);
    return true;
  } catch {
    return false;
  }
}
