import { findProgram, IP } from "./programs.ts";

/** Address of the machine inside the isolated network: an ordinary LAN address, so an insecure origin. */
export const LAN_ADDRESS = "192.168.77.1";

/** Its name: Firefox uses TURN over TLS only where the server has one. */
export const LAN_NAME = "nas.test";

/** Another name of the machine, which no authority of the tests may vouch for. */
export const FOREIGN_NAME = "example.com";

/** A command that runs isolated, or why there can be no isolation here. */
export type Isolation =
  | { readonly isolated: true; readonly command: string[] }
  | { readonly isolated: false; readonly reason: string };

const LAN_VARIABLE = "P2P_SHARE_TEST_LAN";

/**
 * Chromium gathers host candidates only where a default route exists, and mDNS names resolve only over
 * multicast. The route's gateway does not exist: nothing answers beyond this machine.
 * The pair needs no link-local addresses, so it has none. Names come from a file that only this network sees; the
 * machine's own is among them, because Firefox asks for it when it starts and waits twelve seconds for no answer.
 */
const SET_UP = `set -e
PATH="$PATH:/usr/sbin:/sbin"
ip link set lo up
ip link add lan0 type veth peer name lan0-end
ip link set lan0-end addrgenmode none up
ip link set lan0 addrgenmode none multicast on up
ip addr add ${LAN_ADDRESS}/24 dev lan0
ip route add default via 192.168.77.254
hosts=$(mktemp)
printf '127.0.0.1 localhost %s\\n${LAN_ADDRESS} ${LAN_NAME} ${FOREIGN_NAME}\\n' "$(cat /proc/sys/kernel/hostname)" > "$hosts"
mount --bind "$hosts" /etc/hosts
rm "$hosts"
export ${LAN_VARIABLE}=${LAN_ADDRESS}
exec "$@"`;

/** Root needs no user namespace; anyone else needs one to become root inside it. */
const WAYS = [
  ["unshare", "--net", "--mount"],
  ["unshare", "--map-root-user", "--net", "--mount"],
];

/** Puts a command into a network namespace whose only interfaces are its own, with no way out. */
export function isolate(command: readonly string[]): Isolation {
  if (process.env[LAN_VARIABLE]) return { isolated: true, command: [...command] };
  if (process.platform !== "linux")
    return { isolated: false, reason: "network namespaces exist only on Linux" };
  if (!findProgram(IP))
    return { isolated: false, reason: `ip is missing: apt-get install ${IP.debianPackage}` };
  const problems = new Set<string>();
  for (const way of WAYS) {
    const wrap = [...way, "sh", "-c", SET_UP, "sh"];
    const problem = problemOf([...wrap, "true"]);
    if (problem === undefined) return { isolated: true, command: [...wrap, ...command] };
    problems.add(problem);
  }
  return { isolated: false, reason: `no network namespace can be made here (${[...problems].join("; ")})` };
}

function problemOf(command: string[]): string | undefined {
  if (!Bun.which(command[0] ?? "")) return `${command[0]} is missing: apt-get install util-linux`;
  const { success, stderr } = Bun.spawnSync(command, { stdin: "ignore", stdout: "ignore", stderr: "pipe" });
  return success ? undefined : stderr.toString().trim().replaceAll("\n", ", ");
}
