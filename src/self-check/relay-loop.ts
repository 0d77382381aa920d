import { areEqual } from "#protocol/bytes.ts";
import type { Hash } from "#protocol/hash.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import { fail, type SelfCheckResult } from "./results.ts";
import { TurnSocket, type TurnTransport } from "./sockets.ts";
import { TurnClient } from "./turn-client.ts";
import { TurnUser } from "./turn-user.ts";

/** Credentials of these checks, and of nobody else: long enough for them, whatever else the machine does. */
const LIFE_MS = 60_000;
const NAME = "self-check";

/** What goes around: few, so that no figure of the relay says much about it. */
const MESSAGES = 4;
const MESSAGE_BYTES = 256;
const CHANNEL = 0x4000;

export interface LoopOptions {
  readonly host: string;
  readonly port: number;
  /** By which credentials are made. */
  readonly secret: string;
  /** Whoever waits for an answer then hears that there is none. */
  readonly tooLate: AbortSignal;
}

export interface LoopPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly hash: Hash;
}

/** Whether the relay's port answers a stranger over UDP (RFC 8489 §12). */
export async function checkBinding(options: LoopOptions, ports: LoopPorts): Promise<SelfCheckResult> {
  await using ending = new AsyncDisposableStack();
  const client = await clientOf("udp", options, ports, ending);
  const startedAt = ports.clock.now();
  const { class: kind } = await client.binding();
  if (kind !== "success")
    return fail("Look for another program on TURN_PORT: what answers there is no STUN server.");
  return { result: "ok", figures: { ms: Math.round(ports.clock.now() - startedAt) } };
}

/** Whether bytes go through the relay, from one allocation to another, and arrive as they were. */
export async function checkLoop(
  transport: TurnTransport,
  options: LoopOptions,
  ports: LoopPorts,
): Promise<SelfCheckResult> {
  await using ending = new AsyncDisposableStack();
  const [one, other] = [
    await clientOf(transport, options, ports, ending),
    await clientOf(transport, options, ports, ending),
  ];
  const startedAt = ports.clock.now();
  for (const client of [one, other]) await client.allocate();
  await one.bind(CHANNEL, other);
  await other.bind(CHANNEL, one);
  for (let sent = 0; sent < MESSAGES; sent++) {
    const data = ports.random.bytes(MESSAGE_BYTES);
    one.sendData(CHANNEL, data);
    if (!areEqual(await other.hearData(), data)) {
      return fail("Restart the server; if it stays, report it: the relay changes bytes.");
    }
  }
  const ms = Math.round(ports.clock.now() - startedAt);
  for (const client of [one, other]) await client.refresh(0);
  return { result: "ok", figures: { ms } };
}

async function clientOf(
  transport: TurnTransport,
  { host, port, secret, tooLate }: LoopOptions,
  { clock, random, hash }: LoopPorts,
  ending: AsyncDisposableStack,
): Promise<TurnClient> {
  tooLate.throwIfAborted();
  const socket = await TurnSocket.open({ transport, host, port, tooLate });
  ending.defer(() => socket.close());
  tooLate.throwIfAborted(); // who listens from now on only would not hear of it
  tooLate.addEventListener("abort", () => socket.close());
  const user = new TurnUser({ secret, name: NAME, expiresAt: clock.wall() + LIFE_MS }, hash);
  return new TurnClient(socket, user, random);
}
