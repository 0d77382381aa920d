import { areEqual } from "#protocol/bytes.ts";
import { errorCode } from "#protocol/stun/attributes/error-code.ts";
import { METHOD } from "#protocol/stun/header.ts";
import {
  decodeMessage,
  MessageWriter,
  readAttribute,
  type StunMessage,
  transactionIdOf,
} from "#protocol/stun/message.ts";
import { requestedTransport, UDP_PROTOCOL } from "#protocol/turn/attributes/requested-transport.ts";
import { cryptoHash } from "../../../adapters/crypto-hash.ts";
import { cryptoRandom } from "../../../adapters/crypto-random.ts";
import { TurnUser } from "../../../self-check/turn-user.ts";
import type { Account } from "./commands.ts";
import type { DatagramSocket } from "./datagram-socket.ts";

const ANSWER_MS = 1_000;
const ATTEMPTS = 3;

/** Asks without a login, to be told realm and nonce. @throws where the server tells none */
export function logIn(socket: DatagramSocket, { username, password }: Account): TurnUser {
  const user = new TurnUser({ secret: "", name: "", expiresAt: 0, username, password }, cryptoHash);
  const writer = new MessageWriter(METHOD.allocate, "request", newTransactionId());
  user.learn(exchange(socket, writer.add(requestedTransport, UDP_PROTOCOL).bytes).bytes);
  if (user.realm === "" || user.nonce === "") throw new Error("the server asked for no login");
  return user;
}

/** A signed request and its answer. @throws where the server refuses or does not answer */
export function request(
  socket: DatagramSocket,
  method: number,
  user: TurnUser,
  fill: (writer: MessageWriter) => void,
): StunMessage {
  const answer = exchange(socket, user.request(method, newTransactionId(), fill));
  if (answer.class === "success") return answer;
  const { code, reason } = readAttribute(answer, errorCode) ?? { code: 0, reason: "no reason" };
  throw new Error(`the server refused request ${method}: ${code} ${reason}`);
}

/** Sends until the answer comes. What else comes meanwhile is thrown away. */
function exchange(socket: DatagramSocket, bytes: Uint8Array): StunMessage {
  const transactionId = transactionIdOf(decodeMessage(bytes));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    socket.send(bytes);
    for (
      let received = socket.receive(ANSWER_MS);
      received !== undefined;
      received = socket.receive(ANSWER_MS)
    ) {
      const answer = decodeMessage(received);
      if (areEqual(transactionIdOf(answer), transactionId)) return answer;
    }
  }
  throw new Error("the server does not answer");
}

function newTransactionId(): Uint8Array {
  return cryptoRandom.bytes(12);
}
