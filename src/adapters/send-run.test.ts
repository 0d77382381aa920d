import { afterEach, expect, test } from "bun:test";
import type { udp } from "bun";
import { openSendRun } from "./send-run.ts";

const sendRun = openSendRun();
const open: udp.Socket<"buffer">[] = [];

afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

/** A socket, and what arrives there. */
async function listen(hostname: string, onData: (bytes: Uint8Array) => void = () => undefined) {
  const socket = await Bun.udpSocket({ hostname, socket: { data: (_, bytes) => onData(bytes) } });
  open.push(socket);
  return socket;
}

const fdOf = (socket: unknown) => (socket as { readonly fd: number }).fd;

const numbered = (number: number, length: number) => new Uint8Array(length).fill(number);

test.skipIf(process.platform !== "linux")("[TURN50] Linux has runs", () => {
  expect(sendRun).toBeDefined();
});

test.skipIf(!sendRun).each([
  ["IPv4", "127.0.0.1", Uint8Array.of(127, 0, 0, 1)],
  ["IPv6", "::1", Uint8Array.from({ length: 16 }, (_, index) => (index === 15 ? 1 : 0))],
])("[TURN50] a run over %s arrives as the datagrams it was made of", async (_, hostname, ip) => {
  const sent = [numbered(1, 1_204), numbered(2, 1_204), numbered(3, 1_204), numbered(4, 17)];
  const arrived: Uint8Array[] = [];
  const all = Promise.withResolvers<void>();
  const receiver = await listen(hostname, (bytes) => {
    arrived.push(new Uint8Array(bytes));
    if (arrived.length === 2 * sent.length) all.resolve();
  });
  const sender = await listen(hostname);
  for (let times = 0; times < 2; times++) {
    expect(sendRun?.(fdOf(sender), { ip, port: receiver.port }, sent)).toBe(true);
  }
  await all.promise;
  expect(arrived).toEqual([...sent, ...sent]);
});

test.skipIf(!sendRun)("[TURN50] what the system does not take as a run is told", async () => {
  const sender = await listen("127.0.0.1");
  const twice = [numbered(1, 100), numbered(2, 100)];
  // An IPv6 address on a socket of IPv4, and no socket at all.
  expect(sendRun?.(fdOf(sender), { ip: new Uint8Array(16), port: 9 }, twice)).toBe(false);
  expect(sendRun?.(-1, { ip: Uint8Array.of(127, 0, 0, 1), port: 9 }, twice)).toBe(false);
});
