import { expect, test } from "bun:test";
import { type InterfaceAddress, listenedAddresses, ownAddresses } from "./own-addresses.ts";

const at = (device: string, ...addresses: string[]): InterfaceAddress[] =>
  addresses.map((address) => ({ device, address, cidr: null }));

function sorted(all: readonly InterfaceAddress[], defaultDevice?: string, ofContainer: string[] = []) {
  return ownAddresses(all, { defaultDevice, isOfContainer: (device) => ofContainer.includes(device) });
}

test("[LAN1] of a NAS with everything, devices are told what they can use, the preferred address first", () => {
  const all = [
    ...at("docker0", "172.17.0.1"),
    ...at("br-0123456789ab", "172.18.0.1"),
    ...at("vethc0ffee1", "169.254.3.4", "fe80::7"),
    ...at("virbr0", "192.168.122.1"),
    ...at("docker_gwbridge", "172.19.0.1"),
    ...at("docker-1a2b3c4d", "172.20.0.1"),
    ...at("cali123", "10.42.0.1"),
    ...at("flannel.1", "10.42.0.0"),
    ...at("hassio", "172.30.32.1"),
    ...at("bridge100", "192.168.64.1"),
    ...at("tailscale0", "100.101.102.103", "fd7a:115c:a1e0::1"),
    ...at("eth1", "10.0.0.2"),
    ...at("eth0", "192.168.1.20", "fe80::1", "fd00::20", "2001:db8::20"),
  ];
  expect(sorted(all, "eth0")).toEqual({
    lan: ["192.168.1.20", "10.0.0.2", "100.101.102.103", "fd00::20", "2001:db8::20", "fd7a:115c:a1e0::1"],
    container: [],
  });
});

test("[LAN1] a bridge that is the LAN itself counts", () => {
  expect(sorted([...at("br-lan", "192.168.1.1"), ...at("br0", "192.168.2.1")]).lan).toEqual([
    "192.168.1.1",
    "192.168.2.1",
  ]);
});

test("[LAN1] without a default route the interfaces keep their order", () => {
  expect(sorted([...at("b", "10.0.0.2"), ...at("a", "10.0.1.2")]).lan).toEqual(["10.0.0.2", "10.0.1.2"]);
});

test("[LAN2] a container's own addresses are told apart", () => {
  const all = [...at("eth0", "172.17.0.2"), ...at("eth1", "192.168.1.30")];
  expect(sorted(all, "eth0", ["eth0"])).toEqual({ lan: ["192.168.1.30"], container: ["172.17.0.2"] });
});

test.each([
  ["::", ["192.168.1.20", "fd00::20"]],
  ["0.0.0.0", ["192.168.1.20"]],
  ["fd00::20", ["fd00::20"]],
  ["127.0.0.1", []],
])("[LAN1] what listens on %s answers on %p", (host, addresses) => {
  expect(listenedAddresses(host, ["192.168.1.20", "fd00::20"])).toEqual(addresses);
});
