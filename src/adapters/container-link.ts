import { readFileSync } from "node:fs";

/** Names that Docker and Podman give to a container's own links; `tap0` is that of rootless ones. */
const NAME = /^(eth|tap)\d+$/;

/**
 * Whether an interface of a container is one end of a pair whose other end its host has (or a tap that a program on
 * the host serves), so that its addresses mean nothing beyond the host. A container on the host's network has the
 * host's interfaces instead, and one with macvlan or ipvlan is on the LAN itself.
 */
export function isContainerLink(device: string): boolean {
  if (!NAME.test(device)) return false;
  const { index, link, event } = linkFacts(device);
  return device.startsWith("tap") || (link !== index && !event.includes("DEVTYPE="));
}

/** As the kernel tells them: a pair's end names the other end as its link, and has no type of its own. */
function linkFacts(device: string) {
  const read = (name: string) => {
    try {
      return readFileSync(`/sys/class/net/${device}/${name}`, "utf8").trim();
    } catch {
      return "";
    }
  };
  return { index: read("ifindex"), link: read("iflink"), event: read("uevent") };
}
