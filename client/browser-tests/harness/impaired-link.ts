import { existsSync } from "node:fs";
import { join } from "node:path";
import { IP, pathOf, TC } from "../../../config/tasks/programs.ts";
import { runProgram } from "./installed.ts";
import { inPlace, ip } from "./nat-network.ts";
import type { ForwarderCounts, ForwarderOptions } from "./packet-forwarder.ts";
import { tempFolder } from "./temp-folder.ts";

/** Where the server is reached from both places, without delay or loss. */
export const SERVER_ADDRESS = "10.97.0.1";

/** Two places, and the addresses by which they know each other. */
export const ADDRESS_OF = { left: "10.98.0.1", right: "10.98.0.2" } as const;

const SIDES = [
  { name: "left", other: "right", ownAddress: "10.97.0.2" },
  { name: "right", other: "left", ownAddress: "10.97.0.3" },
] as const;
type Side = (typeof SIDES)[number];

/** Of devices to come; a kernel without IPv6 has nothing to set. */
const NO_IPV6 = "f=/proc/sys/net/ipv6/conf/default/disable_ipv6; [ ! -e $f ] || echo 1 > $f";

/** What one way costs a packet, the same in both directions. */
export interface Impairment {
  /** Half of the round trip that is asked for; up to a millisecond more passes. */
  readonly oneWayDelayMs: number;
  /** Share of packets that are lost, 0 to 1. */
  readonly lossRate: number;
  /** A whole number above 0. With the same seed the same packets are lost, counted from the link's first. */
  readonly seed: number;
}

/** What a shaped link has done with packets from left to right. */
export interface ShapedCounts {
  readonly bytes: number;
  readonly packets: number;
  /** Dropped because too many were waiting. */
  readonly drops: number;
  /** How often one had to wait. */
  readonly overlimits: number;
}

/**
 * ```
 *   left ── eth0 ─── 10.97.0.1 (this namespace) ─── eth0 ── right
 *     └──── wan0 10.98.0.1 ═══ a link ═══ 10.98.0.2 wan0 ────┘
 * ```
 * All that is not for the server takes the default route, which is the link; browsers gather no address of their
 * own without one. Multicast takes it too, so they find each other by their mDNS names. There is no link before
 * `delayLink` or `shapeLink` makes it.
 */
export function makePlaces(): void {
  for (const { name, ownAddress } of SIDES) {
    const outside = `to-${name}`;
    ip(`netns add ${name}`);
    // Else the kernel says something on every new device, and the losses that a seed draws depend on when.
    runProgram(IP, ["netns", "exec", name, "sh", "-c", NO_IPV6]);
    ip(`-n ${name} link set lo up`);
    ip(`link add ${outside} type veth peer name eth0 netns ${name}`);
    ip(`addr add ${SERVER_ADDRESS} peer ${ownAddress} dev ${outside}`);
    ip(`link set ${outside} addrgenmode none up`);
    ip(`-n ${name} addr add ${ownAddress} peer ${SERVER_ADDRESS} dev eth0`);
    ip(`-n ${name} link set eth0 up`);
  }
}

/** Ends what `makePlaces` has made; what still runs there loses its network. */
export function removePlaces(): void {
  for (const { name } of SIDES) {
    // The kernel takes its time over what is left in a namespace.
    ip(`link del to-${name}`);
    ip(`netns del ${name}`);
  }
}

/** A link that holds up and loses packets. */
export interface DelayedLink {
  /** Takes the link away, so that another can be made. @throws where it had failed before */
  stop(): Promise<ForwarderCounts>;
}

/**
 * Joins the places by a link with a delay and losses.
 *
 * Kernels built without netem can do neither, so a process of its own carries the packets between two TUN devices,
 * one in each place: that needs no forwarding, and they are gone when it is. For 15 MB/s in packets of 1,200 bytes
 * and half as many answers it takes a ninth of a core, most of it in the kernel.
 */
export async function delayLink(impairment: Impairment): Promise<DelayedLink> {
  const options: ForwarderOptions = { ...impairment, file: tunFile(), devices: ["left-wan", "right-wan"] };
  const forwarder = Bun.spawn(
    [process.execPath, join(import.meta.dir, "packet-forwarder.ts"), JSON.stringify(options)],
    { stdin: "pipe", stdout: "pipe", stderr: "inherit" },
  );
  const lines = linesOf(forwarder.stdout);
  if ((await lines.next()).done) throw new Error("no link can be made");
  for (const side of SIDES) {
    ip(`link set ${side.name}-wan netns ${side.name} name wan0`);
    bringUp(side);
  }
  return {
    async stop() {
      await forwarder.stdin.end();
      const { value } = await lines.next();
      if ((await forwarder.exited) !== 0 || value === undefined) throw new Error("the link had failed");
      return JSON.parse(value) as ForwarderCounts;
    },
  };
}

/** A link of a limited rate. */
export interface ShapedLink {
  counts(): ShapedCounts;
  /** Takes the link away, so that another can be made. */
  stop(): void;
}

/** How long packets may wait for their turn until the next ones are dropped. */
const QUEUE_MS = 50;
/** How much may pass at once after a pause: timers are late by a millisecond or two on a busy machine. */
const BURST_MS = 2.5;
const LEAST_BURST_BYTES = 3_000;

/** Joins the places by a link without delay that carries so much in each direction, headers included. */
export function shapeLink(mbitPerSecond: number): ShapedLink {
  const burst = Math.max(LEAST_BURST_BYTES, Math.ceil((mbitPerSecond * 1_000 * BURST_MS) / 8));
  ip("-n left link add wan0 type veth peer name wan0 netns right");
  for (const side of SIDES) {
    tc(side, `qdisc add dev wan0 root tbf rate ${mbitPerSecond}mbit burst ${burst} latency ${QUEUE_MS}ms`);
    bringUp(side);
  }
  return {
    counts() {
      const [shaper] = JSON.parse(tc(SIDES[0], "-s -j qdisc show dev wan0")) as [ShapedCounts];
      const { bytes, packets, drops, overlimits } = shaper;
      return { bytes, packets, drops, overlimits };
    },
    stop: () => ip("-n left link del wan0"),
  };
}

/** More than gather while a busy machine does not let the forwarder run. */
const QUEUE_PACKETS = 5_000;

function bringUp({ name, other }: Side): void {
  ip(`-n ${name} addr add ${ADDRESS_OF[name]} peer ${ADDRESS_OF[other]} dev wan0`);
  ip(`-n ${name} link set wan0 txqueuelen ${QUEUE_PACKETS} up`);
  ip(`-n ${name} route add default via ${ADDRESS_OF[other]} dev wan0`);
}

function tc({ name }: Side, command: string): string {
  const { success, stdout, stderr } = Bun.spawnSync(inPlace(name, [pathOf(TC), ...command.split(" ")]), {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  if (!success) throw new Error(`tc ${command}: ${stderr.toString().trim()}`);
  return stdout.toString();
}

/** The kernel's file for TUN devices. Containers may lack it although the kernel has them. */
function tunFile(): string {
  const usual = "/dev/net/tun";
  if (existsSync(usual)) return usual;
  const file = join(tempFolder("tun"), "tun");
  Bun.spawnSync(["mknod", file, "c", "10", "200"], { stdin: "ignore", stderr: "inherit" });
  return file;
}

async function* linesOf(output: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of output) {
    text += decoder.decode(bytes, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
  return undefined;
}
