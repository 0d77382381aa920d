import { type Pointer, ptr } from "bun:ffi";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { CHANNEL, CHANNEL_HEADER_BYTES, encodeChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoRandom } from "../../../adapters/crypto-random.ts";
import { DATA_BYTES } from "../scale.ts";
import { Allocation } from "./allocation.ts";
import { Burst } from "./burst.ts";
import type { Account } from "./commands.ts";
import { DatagramSocket } from "./datagram-socket.ts";
import { Flow } from "./flow.ts";
import type { ReceiveBlock } from "./receive-block.ts";

const SEQUENCE_BYTES = 4;

/** Two clients of which one sends to the other through the server. */
export class Pair {
  readonly flow = new Flow();
  readonly receiver: DatagramSocket;
  readonly #sender: Allocation;
  readonly #peer: Allocation;
  readonly #data: Uint8Array;
  readonly #expected: Pointer;
  #datagram: Uint8Array;
  #burst: Burst | undefined;

  /** @param number makes the data of each pair its own, so that nothing can arrive at another unseen */
  constructor(port: number, account: Account, number: number) {
    this.#sender = Allocation.open(new DatagramSocket(port), account);
    this.#peer = Allocation.open(new DatagramSocket(port), account);
    this.receiver = this.#peer.socket;
    this.#sender.talkTo(this.#peer, CHANNEL.first);
    this.#peer.talkTo(this.#sender, CHANNEL.first);
    this.#data = Uint8Array.from({ length: DATA_BYTES }, (_, index) => 31 * index + 97 * number);
    this.#data.fill(0, 0, SEQUENCE_BYTES);
    this.#expected = ptr(this.#data, SEQUENCE_BYTES);
    this.#datagram = encodeChannelData(CHANNEL.first, this.#data);
  }

  /** Sends data as Send indications from now on (RFC 8656 §11.1), with 36 bytes around it instead of 4. */
  sendIndications(): void {
    const writer = new MessageWriter(METHOD.send, "indication", cryptoRandom.bytes(12));
    writer.add(xorPeerAddress, this.#peer.relayed).addBytes(ATTRIBUTE.data, this.#data);
    this.#datagram = writer.bytes;
    this.#burst = undefined;
  }

  /** Sends so many messages, at most as many as fit into one call. */
  send(wanted: number): void {
    // Not before it is needed: thousands of pairs are opened that never send.
    this.#burst ??= new Burst(this.#sender.socket, this.#datagram, this.#datagram.length - DATA_BYTES);
    const count = Math.min(wanted, this.#burst.size);
    for (let sent = 0; sent < count; sent += 1) this.#burst.add(this.flow.send());
    this.#burst.send();
  }

  /** Reads what has arrived, a block at most. */
  receive(block: ReceiveBlock): void {
    const count = block.read(this.receiver.fd);
    for (let slot = 0; slot < count; slot += 1) {
      const sequence = block.u32At(slot, CHANNEL_HEADER_BYTES);
      this.flow.arrived(sequence, this.#isIntact(block, slot));
    }
  }

  #isIntact(block: ReceiveBlock, slot: number): boolean {
    const at = CHANNEL_HEADER_BYTES + SEQUENCE_BYTES;
    return (
      block.lengthOf(slot) === CHANNEL_HEADER_BYTES + DATA_BYTES &&
      block.equals(slot, at, this.#expected, DATA_BYTES - SEQUENCE_BYTES)
    );
  }
}
