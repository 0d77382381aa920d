import { areEqual } from "#protocol/bytes.ts";
import { errorCode } from "#protocol/stun/attributes/error-code.ts";
import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { sign } from "#protocol/stun/integrity.ts";
import { longTermKey } from "#protocol/stun/long-term-key.ts";
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
import type { Account } from "./commands.ts";
import type { DatagramSocket } from "./datagram-socket.ts";

const ANSWER_MS = 1_000;
const ATTEMPTS = 3;

/** What requests are signed with. */
export interface Login {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly key: Uint8Array;
}

/** Asks without a login, to be told realm and nonce. @throws where the server tells none */
export function logIn(socket: DatagramSocket, account: Account): Login {
  const writer = new MessageWriter(METHOD.allocate, "request", newTransactionId());
  const answer = exchange(socket, writer.add(requestedTransport, UDP_PROTOCOL).bytes);
  const [toldRealm, toldNonce] = [readAttribute(answer, realm), readAttribute(answer, nonce)];
  if (toldRealm === undefined || toldNonce === undefined) throw new Error("the server asked for no login");
  const key = longTermKey(cryptoHash, account.username, toldRealm, account.password);
  return { username: account.username, realm: toldRealm, nonce: toldNonce, key };
}

/** A signed request and its answer. @throws where the server refuses or does not answer */
export function request(
  socket: DatagramSocket,
  method: number,
  login: Login,
  fill: (writer: MessageWriter) => void,
): StunMessage {
  const writer = new MessageWriter(method, "request", newTransactionId());
  fill(writer);
  writer.add(username, login.username).add(realm, login.realm).add(nonce, login.nonce);
  sign(writer, "sha1", login.key, cryptoHash);
  const answer = exchange(socket, writer.bytes);
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
