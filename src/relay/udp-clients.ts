import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import type { Allocation } from "./allocation.ts";
import type { RunTarget } from "./datagram-runs.ts";
import { mappedAddressOf } from "./mapped-address.ts";
import type { RelayClient } from "./relay-client.ts";

/** Takes a datagram for a client. */
export type SendDatagram = (bytes: Uint8Array, to: RunTarget) => void;

/**
 * The clients of one UDP socket. Only those that have an allocation are kept: a datagram from anybody else
 * leaves nothing behind.
 */
export class UdpClients {
  readonly #send: SendDatagram;
  /** By port, as a port is rarely shared and a number is found faster than a text. */
  readonly #kept = new Map<number, readonly UdpClient[]>();

  constructor(send: SendDatagram) {
    this.#send = send;
  }

  at(address: string, port: number): RelayClient {
    for (const client of this.#kept.get(port) ?? []) {
      if (client.address === address) return client;
    }
    return new UdpClient(address, port, this.#send, this);
  }

  keep(client: UdpClient): void {
    this.#kept.set(client.port, [...(this.#kept.get(client.port) ?? []), client]);
  }

  forget(client: UdpClient): void {
    const others = (this.#kept.get(client.port) ?? []).filter((other) => other !== client);
    if (others.length > 0) this.#kept.set(client.port, others);
    else this.#kept.delete(client.port);
  }
}

class UdpClient implements RelayClient, RunTarget {
  readonly transport = "udp";
  readonly address: string;
  readonly port: number;
  readonly waiting: Uint8Array[] = [];
  refusals = 0;
  readonly #send: SendDatagram;
  readonly #clients: UdpClients;
  #allocation: Allocation | undefined;
  #socketAddress: SocketAddress | undefined;

  constructor(address: string, port: number, send: SendDatagram, clients: UdpClients) {
    this.address = address;
    this.port = port;
    this.#send = send;
    this.#clients = clients;
  }

  get allocation(): Allocation | undefined {
    return this.#allocation;
  }

  set allocation(allocation: Allocation | undefined) {
    this.#allocation = allocation;
    if (allocation) this.#clients.keep(this);
    else this.#clients.forget(this);
  }

  get socketAddress(): SocketAddress | undefined {
    if (this.address.includes("%")) return undefined; // of one interface: the bytes do not say which
    this.#socketAddress ??= mappedAddressOf(this);
    return this.#socketAddress;
  }

  send(bytes: Uint8Array): void {
    this.#send(bytes, this);
  }
}
