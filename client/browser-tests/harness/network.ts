import { NFT } from "../../../config/tasks/programs.ts";
import { runProgram } from "./installed.ts";

const TABLE = "inet p2p_share_test";

/** What can be cut off, each by a chain of its own: a firewall that drops and says nothing. */
const RULES = {
  udp: "meta l4proto udp drop",
  udp_port: (port: number) => `udp dport ${port} drop`,
  tcp: (port: number) => `tcp dport ${port} drop`,
} as const;

/** From now on no UDP arrives anywhere in the test network: the devices lose each other, but not the server. */
export function cutUdp(): void {
  cut("udp", RULES.udp);
}

/** UDP gets through again. */
export function healUdp(): void {
  heal("udp");
}

/** From now on this port cannot be reached over UDP. */
export function cutUdpPort(port: number): void {
  cut("udp_port", RULES.udp_port(port));
}

/** It can be reached again. */
export function healUdpPort(): void {
  heal("udp_port");
}

/** From now on this port cannot be reached over TCP; connections that are open go silent. */
export function cutTcpPort(port: number): void {
  cut("tcp", RULES.tcp(port));
}

/** It can be reached again. */
export function healTcpPort(): void {
  heal("tcp");
}

function cut(chain: keyof typeof RULES, rule: string): void {
  nft(`add table ${TABLE}`);
  nft(`add chain ${TABLE} cut_${chain} { type filter hook input priority 0; }`);
  nft(`add rule ${TABLE} cut_${chain} ${rule}`);
}

function heal(chain: keyof typeof RULES): void {
  nft(`flush chain ${TABLE} cut_${chain}`);
}

function nft(command: string): void {
  runProgram(NFT, [command]);
}
