import { describe, expect, test } from "bun:test";
import { addressKinds } from "./shared-addresses.ts";

const CONTAINER = { inContainer: true, gateway: "172.17.0.1", networks: ["172.17.0.2/16", "fd00:17::2/64"] };
const HOST = { inContainer: false, gateway: "192.168.1.1", networks: ["192.168.1.5/24", "fe80::5/64"] };

describe("in a container", () => {
  const kindOf = addressKinds(CONTAINER);

  test.each([
    ["the gateway, behind which the host hides everybody", "172.17.0.1", false, "shared"],
    ["the gateway over IPv6", "::ffff:172.17.0.1", false, "shared"],
    ["the gateway with a header", "172.17.0.1", true, "shared"],
    ["a device of the LAN", "192.168.1.20", false, "own"],
    ["another container without a header", "172.17.0.3", false, "own"],
    ["a proxy beside this container", "172.17.0.3", true, "shared"],
    ["a neighbour over IPv6, which may be anybody", "fd00:17::3", true, "untrusted-proxy"],
    ["a proxy in the same container", "127.0.0.1", true, "shared"],
    ["a device of the LAN that sends the header", "192.168.1.20", true, "untrusted-proxy"],
    ["a far device that sends the header", "2001:db8::5", true, "untrusted-proxy"],
  ] as const)("[SIG18] %s", (_, address, isForwarded, kind) => {
    expect(kindOf(address, isForwarded)).toBe(kind);
  });

  test("[SIG18] without a known gateway nothing is taken for one", () => {
    expect(addressKinds({ ...CONTAINER, gateway: undefined })("172.17.0.1", false)).toBe("own");
  });
});

describe("in a container on the host's network, or on the LAN itself", () => {
  const networks = ["192.168.1.5/24", "172.17.0.1/16"];
  const kindOf = addressKinds({ inContainer: true, gateway: "192.168.1.1", networks });

  test.each([
    ["a device cannot make itself shared by sending the header", "192.168.1.20", true, "untrusted-proxy"],
    ["a device", "192.168.1.20", false, "own"],
    ["a proxy in another container", "172.17.0.9", true, "shared"],
  ] as const)("[SIG18] %s", (_, address, isForwarded, kind) => {
    expect(kindOf(address, isForwarded)).toBe(kind);
  });
});

describe("on a machine of its own", () => {
  const kindOf = addressKinds(HOST);

  test.each([
    ["the LAN's router: a client like any other", "192.168.1.1", false, "own"],
    ["a device", "192.168.1.20", false, "own"],
    ["a device cannot make itself shared by sending the header", "192.168.1.20", true, "untrusted-proxy"],
    ["this machine's own browser", "127.0.0.1", false, "own"],
    ["a proxy on this machine", "127.0.0.1", true, "shared"],
    ["a proxy on this machine over IPv6", "::1", true, "shared"],
    ["a proxy on this machine, an IPv4 address inside IPv6", "::ffff:127.0.0.1", true, "shared"],
    ["an address that is none", "unknown", true, "own"],
  ] as const)("[SIG18] %s", (_, address, isForwarded, kind) => {
    expect(kindOf(address, isForwarded)).toBe(kind);
  });
});
