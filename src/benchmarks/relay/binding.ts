import { METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { cryptoRandom } from "../../adapters/crypto-random.ts";

const ANSWER_MS = 250;

/** Whether the STUN server at this port of this machine answers a Binding request. */
export async function isAnswering(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = await Bun.udpSocket({
    connect: { hostname: "127.0.0.1", port },
    socket: {
      data: () => resolve(true),
      // Nothing listens there yet.
      error: () => {},
    },
  });
  const timer = setTimeout(() => resolve(false), ANSWER_MS);
  socket.send(new MessageWriter(METHOD.binding, "request", cryptoRandom.bytes(12)).bytes);
  const answered = await promise;
  clearTimeout(timer);
  socket.close();
  return answered;
}

/** A UDP port of this machine that nothing uses at the moment. */
export async function freePort(): Promise<number> {
  const socket = await Bun.udpSocket({ hostname: "127.0.0.1" });
  const { port } = socket;
  socket.close();
  return port;
}
