import ipaddr from "ipaddr.js";

/** One address of one of this host's network interfaces. */
export interface InterfaceAddress {
  /** The interface's name. */
  readonly device: string;
  readonly address: string;
  /** With the length of its network. */
  readonly cidr: string | null;
}

/** By whom this host's addresses can be reached; in each list the preferred one is first. */
export interface OwnAddresses {
  /** By other devices. */
  readonly lan: readonly string[];
  /** By the host of this container alone, and by its other containers. */
  readonly container: readonly string[];
}

export interface OwnAddressesOptions {
  /** The interface of the default route. */
  readonly defaultDevice: string | undefined;
  /** Whether this interface leads out of a container to its host and no further. */
  readonly isOfContainer: (device: string) => boolean;
}

/** Networks inside this host: of Docker and Podman, of virtual machines, of LXC. */
const INSIDE = new RegExp(
  `^(${[
    "docker\\d+|docker_gwbridge|docker-?[0-9a-f]{6,12}|br-[0-9a-f]{12}|veth.*|podman\\d+|cni-?.*|cali.*|flannel.*|hassio",
    "virbr\\d+|vmnet\\d+|vboxnet\\d+|bridge1\\d\\d|lxcbr\\d+|lxdbr\\d+|incusbr\\d+",
    "vEthernet \\((WSL|Default Switch).*",
  ].join("|")})$`,
);

/** Tunnels: who is on the other end can open the page, but the devices in this house rarely are. */
const TUNNEL = /^(tun|tap|wg|ppp|utun|tailscale|zt)[0-9a-z]*$/;

/** Addresses that mean nothing without saying by which interface. */
const UNUSABLE = new Set(["linkLocal", "loopback", "unspecified"]);

/**
 * Sorts out which addresses are worth telling: IPv4 before IPv6, the interface of the default route before others,
 * tunnels last. Link-local addresses and networks inside this host are left out.
 */
export function ownAddresses(
  all: readonly InterfaceAddress[],
  { defaultDevice, isOfContainer }: OwnAddressesOptions,
): OwnAddresses {
  const rank = ({ device, address }: InterfaceAddress) =>
    (address.includes(":") ? 4 : 0) + (TUNNEL.test(device) ? 2 : 0) + (device === defaultDevice ? 0 : 1);
  const usable = all.filter(({ device, address }) => !(INSIDE.test(device) || isUnusable(address)));
  const sorted = usable.toSorted((one, other) => rank(one) - rank(other));
  const listed = (ofContainer: boolean) =>
    sorted.filter(({ device }) => isOfContainer(device) === ofContainer).map(({ address }) => address);
  return { lan: listed(false), container: listed(true) };
}

function isUnusable(address: string): boolean {
  return !ipaddr.isValid(address) || UNUSABLE.has(ipaddr.parse(address).range());
}

const ALL_IPV4 = "0.0.0.0";
const ALL = "::";

/** Which of this host's addresses are answered on, where it listens on `host`: all of them, those of IPv4, or that one. */
export function listenedAddresses(host: string, addresses: readonly string[]): readonly string[] {
  if (host === ALL) return addresses;
  if (host === ALL_IPV4) return addresses.filter((address) => !address.includes(":"));
  return addresses.filter((address) => address === host);
}
