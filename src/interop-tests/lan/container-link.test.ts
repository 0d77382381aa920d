import { expect, test } from "bun:test";

/** As Docker makes them: a pair, one end of which the container has, and a link of another type. */
const LINKS = `PATH="$PATH:/usr/sbin:/sbin"
mount -t sysfs sysfs /sys
ip link add eth0 type veth peer name veth0
ip link add eth1 type bridge
exec "$@"`;

const PROGRAM = `
  import { isContainerLink } from "./src/adapters/container-link.ts";
  console.log(["eth0", "eth1", "eth9", "veth0", "lo"].filter(isContainerLink).join());
`;

test("[LAN2] a container's end of a pair is told from links of other types", () => {
  const inside = [process.execPath, "-e", PROGRAM];
  const { stdout, stderr } = Bun.spawnSync([
    "unshare",
    "--net",
    "--mount",
    "sh",
    "-ec",
    LINKS,
    "sh",
    ...inside,
  ]);
  expect([stdout.toString().trim(), stderr.toString()]).toEqual(["eth0", ""]);
});
