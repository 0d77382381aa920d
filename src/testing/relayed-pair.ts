import { isRelay } from "#protocol/signaling/ice-server.ts";
import type { IceServer } from "#protocol/signaling/messages.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import type { RelayTransport } from "../relay/relay-client.ts";
import { TurnSocket } from "../self-check/sockets.ts";
import { TurnClient } from "../self-check/turn-client.ts";
import { TurnUser } from "../self-check/turn-user.ts";

/** A TURN client with the credentials that a browser got with its place. */
async function turnClientOf(
  place: Record<string, unknown> | undefined,
  port: number,
  transport: RelayTransport,
): Promise<TurnClient> {
  const servers = (place?.["iceServers"] ?? []) as readonly IceServer[];
  const { username = "", credential = "" } = servers.find(isRelay) ?? {};
  const options = { secret: "", name: "", expiresAt: 0, username, password: credential };
  const user = new TurnUser(options, cryptoHash);
  return new TurnClient(await TurnSocket.open({ transport, host: "127.0.0.1", port }), user, cryptoRandom);
}

/** Two of a session that have a channel to each other, 0x4000 and 0x4001. @param transport of the second */
export async function relayedPair(
  places: readonly (Record<string, unknown> | undefined)[],
  port: number,
  transport: RelayTransport = "udp",
): Promise<[TurnClient, TurnClient]> {
  const one = await turnClientOf(places[0], port, "udp");
  const two = await turnClientOf(places[1], port, transport);
  await one.allocate();
  await two.allocate();
  await one.bind(0x4000, two);
  await two.bind(0x4001, one);
  return [one, two];
}
