import { readFileSync, realpathSync } from "node:fs";

/** Names that Docker and Podman give to a container's own links; `tap0` is that of rootless ones. */
const NAME = /^(eth|tap)\d+$/;

/** Types of virtual links on which a container is on the LAN itself, or on its host's network. */
const ON_THE_LAN = /^DEVTYPE=(macvlan|macvtap|ipvlan|vlan|bridge|bond)$/m;

/**
 * Whether an interface of a container is one end of a pair whose other end its host has (or a tap that a program on
 * the host serves), so that its addresses mean nothing beyond the host. A container on the host's network has the
 * host's interfaces instead, which are devices or of another type. Only Linux tells.
 */
export function isContainerLink(device: string): boolean {
  if (!NAME.test(device)) return false;
  try {
    const folder = realpathSync(`/sys/class/net/${device}`);
    return folder.includes("/virtual/") && !ON_THE_LAN.test(readFileSync(`${folder}/uevent`, "utf8"));
  } catch {
    return false;
  }
}
