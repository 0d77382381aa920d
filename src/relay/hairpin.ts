import { putU16, u16At } from "#protocol/bytes.ts";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { findAttribute, MessageWriter, readAttribute, type StunMessage } from "#protocol/stun/message.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { CHANNEL_HEADER_BYTES, channelDataLength, encodeChannelData } from "#protocol/turn/channel-data.ts";
import { TokenBucket } from "../collections/token-bucket.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import type { Allocation } from "./allocation.ts";
import type { Allocations } from "./allocations.ts";
import type { DropReason } from "./drops.ts";
import type { RelayOptions } from "./options.ts";
import type { RelayClient } from "./relay-client.ts";
import { socketAddressOf } from "./relayed-address.ts";

const TRANSACTION_ID_BYTES = 12;

export interface HairpinPorts {
  readonly allocations: Allocations;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * The way of application data from one allocation to another: what would leave the server by the one's relayed
 * address and come back to the other's, without a socket between them. Each call says why it dropped, if it did.
 */
export class Hairpin {
  readonly #ports: HairpinPorts;
  readonly #total: TokenBucket | undefined;

  constructor({ totalBandwidth }: Pick<RelayOptions, "totalBandwidth">, ports: HairpinPorts) {
    this.#ports = ports;
    this.#total =
      totalBandwidth === undefined ? undefined : new TokenBucket(totalBandwidth, ports.clock.now());
  }

  /**
   * Receiving a ChannelData message (RFC 8656 §12.6). The way of nearly every packet: nothing is decoded or
   * copied, and where the peer has a channel too only the number changes.
   *
   * @throws {ProtocolError} where the peer has no channel, and the data does not fit into a Data indication
   */
  channelData({ allocation }: RelayClient, frame: Uint8Array): DropReason | undefined {
    const length = channelDataLength(frame);
    if (length === undefined) return "malformed";
    if (!allocation) return "no-allocation";
    // "If the ChannelData message is received on a channel that is not bound to any peer, then the message is
    // silently discarded."
    const channel = allocation.channel(u16At(frame, 0));
    if (!channel) return "no-channel";
    const { peer } = channel;
    const refused = this.#refuse(allocation, peer, length);
    if (refused) return refused;
    const back = peer.channelTo(allocation);
    const end = CHANNEL_HEADER_BYTES + length;
    if (back) {
      putU16(frame, 0, back.number);
      this.#hand(allocation, peer, frame.length === end ? frame : frame.subarray(0, end), length);
    } else {
      this.#hand(
        allocation,
        peer,
        this.#dataIndication(allocation, frame.subarray(CHANNEL_HEADER_BYTES, end)),
        length,
      );
    }
    return undefined;
  }

  /** Receiving a Send indication (RFC 8656 §11.2). @throws {ProtocolError} where its peer address is malformed */
  sendIndication({ allocation }: RelayClient, message: StunMessage): DropReason | undefined {
    // "The indication contains both an XOR-PEER-ADDRESS and a DATA attribute. If not, it is discarded."
    const address = readAttribute(message, xorPeerAddress);
    const data = findAttribute(message, ATTRIBUTE.data)?.value;
    if (!address || !data) return "malformed";
    if (!allocation) return "no-allocation";
    const peer = this.#ports.allocations.reachable(allocation, address);
    if (!peer) return "no-peer";
    const refused = this.#refuse(allocation, peer, data.length);
    if (refused) return refused;
    const back = peer.channelTo(allocation);
    const bytes = back ? encodeChannelData(back.number, data) : this.#dataIndication(allocation, data);
    this.#hand(allocation, peer, bytes, data.length);
    return undefined;
  }

  /** Checks both ends' permissions (RFC 8656 §9), and takes the bandwidth. */
  #refuse(from: Allocation, peer: Allocation, bytes: number): DropReason | undefined {
    if (peer.isDeleted) return "no-peer";
    if (!from.permits(peer.relayed.host) || !peer.permits(from.relayed.host)) return "no-permission";
    if ((from.bandwidth || this.#total) && !this.#takeBandwidth(from, bytes)) return "bandwidth";
    return undefined;
  }

  #hand(from: Allocation, { client }: Allocation, message: Uint8Array, bytes: number): void {
    from.messages++;
    from.bytes += bytes;
    client.send(message);
  }

  #takeBandwidth({ bandwidth }: Allocation, bytes: number): boolean {
    const now = this.#ports.clock.now();
    if (bandwidth && !bandwidth.take(bytes, now)) return false;
    if (!this.#total || this.#total.take(bytes, now)) return true;
    bandwidth?.giveBack(bytes);
    return false;
  }

  /** RFC 8656 §11.3: what the peer gets where it has no channel. */
  #dataIndication({ relayed }: Allocation, data: Uint8Array): Uint8Array {
    const transactionId = this.#ports.random.bytes(TRANSACTION_ID_BYTES);
    return new MessageWriter(METHOD.data, "indication", transactionId)
      .add(xorPeerAddress, socketAddressOf(relayed))
      .addBytes(ATTRIBUTE.data, data).bytes;
  }
}
