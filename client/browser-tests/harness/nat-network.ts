import { IP, NFT, pathOf } from "../../../config/tasks/programs.ts";
import { runProgram } from "./installed.ts";

/** Where the server, or a proxy before it, is reached from behind both NATs. */
export const PUBLIC_ADDRESS = "10.99.0.1";

/** Of a server that only a proxy can reach, as in a container. */
export const CONTAINER_ADDRESS = "172.17.0.2";

/** Namespaces that programs can run in. */
export type Place = "peer-a" | "peer-b" | "container" | "left" | "right";

/**
 * Gives this run, which has mounts of its own, an empty folder for the names of its network namespaces.
 *
 * @returns false where only the real root may do so
 */
export function prepareNamespaces(): boolean {
  const script = "mkdir -p /run/netns && mount -t tmpfs tmpfs /run/netns";
  return Bun.spawnSync(["sh", "-c", script], { stdin: "ignore", stderr: "ignore" }).success;
}

/**
 * ```
 *   peer-a 192.168.1.2 ── nat-a 10.99.0.2 ──┐
 *                                           bridge 10.99.0.1 (this namespace) ── 172.17.0.2 container
 *   peer-b 192.168.1.2 ── nat-b 10.99.0.3 ──┘
 * ```
 * Both NATs are symmetric: each destination gets a port of its own, drawn at random, and only what was asked
 * for comes in. So the peers cannot reach each other, although both are called 192.168.1.2. Nothing forwards
 * between the bridge and the container.
 */
export function makeNatNetwork(): void {
  ip("link add bridge0 type bridge");
  ip(`addr add ${PUBLIC_ADDRESS}/24 dev bridge0`);
  ip("link set bridge0 up");
  for (const [side, number] of [
    ["a", 2],
    ["b", 3],
  ] as const) {
    makePeer(side, `10.99.0.${number}`);
  }
  ip("netns add container");
  ip("link add docker0 type veth peer name eth0 netns container");
  ip("addr add 172.17.0.1/16 dev docker0");
  ip("link set docker0 up");
  ip(`-n container addr add ${CONTAINER_ADDRESS}/16 dev eth0`);
  for (const device of ["lo", "eth0"]) ip(`-n container link set ${device} up`);
  ip("-n container route add default via 172.17.0.1");
}

function makePeer(side: "a" | "b", address: string): void {
  const [peer, nat] = [`peer-${side}`, `nat-${side}`];
  for (const name of [peer, nat]) {
    ip(`netns add ${name}`);
    ip(`-n ${name} link set lo up`);
  }
  ip(`link add wan-${side} type veth peer name wan netns ${nat}`);
  ip(`link set wan-${side} master bridge0 up`);
  ip(`-n ${nat} addr add ${address}/24 dev wan`);
  ip(`-n ${nat} link add lan type veth peer name eth0 netns ${peer}`);
  ip(`-n ${nat} addr add 192.168.1.1/24 dev lan`);
  for (const device of ["wan", "lan"]) ip(`-n ${nat} link set ${device} up`);
  ip(`-n ${nat} route add default via ${PUBLIC_ADDRESS}`);
  ip(`-n ${peer} addr add 192.168.1.2/24 dev eth0`);
  ip(`-n ${peer} link set eth0 up`);
  ip(`-n ${peer} route add default via 192.168.1.1`);
  runProgram(IP, ["netns", "exec", nat, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"]);
  nft(nat, "add table ip nat");
  nft(nat, "add chain ip nat post { type nat hook postrouting priority 100; }");
  nft(nat, "add rule ip nat post oifname wan masquerade random,fully-random");
  nft(nat, "add chain ip nat forward { type filter hook forward priority 0; policy drop; }");
  nft(nat, "add rule ip nat forward iifname lan accept");
  nft(nat, "add rule ip nat forward ct state established,related accept");
}

/** From now on this peer's NAT lets no UDP through, in neither direction. */
export function blockUdp(side: "a" | "b"): void {
  nft(`nat-${side}`, "insert rule ip nat forward meta l4proto udp drop");
}

/** Ends what `makeNatNetwork` has made; what still runs in it loses its network. */
export function removeNatNetwork(): void {
  for (const name of ["peer-a", "peer-b", "nat-a", "nat-b", "container"]) ip(`netns del ${name}`);
  ip("link del bridge0");
}

/** The command as it runs in that place. */
export function inPlace(place: Place, command: readonly string[]): string[] {
  return [pathOf(IP), "netns", "exec", place, ...command];
}

function nft(namespace: string, command: string): void {
  runProgram(IP, ["netns", "exec", namespace, pathOf(NFT), command]);
}

/** Runs the program of that name. @throws where it fails */
export function ip(command: string): void {
  runProgram(IP, command.split(" "));
}
