import type { SocketAddress } from "#protocol/stun/socket-address.ts";

/** The most that goes into one run, so that it fits into what the system takes as one piece. */
export const RUN = { maxDatagrams: 64, maxBytes: 60_000 } as const;

/**
 * Hands a run of datagrams for one address to the system as one piece, which the system cuts again: it goes
 * through the network's layers once instead of once for each.
 *
 * @param fd of a UDP socket
 * @param datagrams within `RUN`, all of one length but the last, which may be shorter
 * @returns false where nothing of it was sent, for whatever reason
 */
export type SendRun = (fd: number, to: SocketAddress, datagrams: readonly Uint8Array[]) => boolean;
