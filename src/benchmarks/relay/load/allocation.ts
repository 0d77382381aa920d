import { METHOD } from "#protocol/stun/header.ts";
import { readAttribute } from "#protocol/stun/message.ts";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { xorPeerAddress, xorRelayedAddress } from "#protocol/turn/attributes/peer-address.ts";
import { requestedTransport, UDP_PROTOCOL } from "#protocol/turn/attributes/requested-transport.ts";
import type { TurnUser } from "../../../self-check/turn-user.ts";
import type { Account } from "./commands.ts";
import type { DatagramSocket } from "./datagram-socket.ts";
import { logIn, request } from "./request.ts";

/** One client's allocation. Everything waits for its answer, and with it the whole process. */
export class Allocation {
  readonly socket: DatagramSocket;
  /** Where others reach this client. */
  readonly relayed: SocketAddress;
  readonly #user: TurnUser;

  private constructor(socket: DatagramSocket, relayed: SocketAddress, user: TurnUser) {
    this.socket = socket;
    this.relayed = relayed;
    this.#user = user;
  }

  /** @throws where the server refuses or does not answer */
  static open(socket: DatagramSocket, account: Account): Allocation {
    const user = logIn(socket, account);
    const answer = request(socket, METHOD.allocate, user, (writer) =>
      writer.add(requestedTransport, UDP_PROTOCOL),
    );
    const relayed = readAttribute(answer, xorRelayedAddress);
    if (!relayed) throw new Error("the server gave no relayed address");
    return new Allocation(socket, relayed, user);
  }

  /** Permits another allocation to send here, and binds a channel to it. */
  talkTo(peer: Allocation, channel: number): void {
    request(this.socket, METHOD.createPermission, this.#user, (writer) =>
      writer.add(xorPeerAddress, peer.relayed),
    );
    request(this.socket, METHOD.channelBind, this.#user, (writer) =>
      writer.add(channelNumber, channel).add(xorPeerAddress, peer.relayed),
    );
  }
}
