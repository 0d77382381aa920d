import { describe, expect, test } from "bun:test";
import { clientOrigin, type TrustProxy } from "./client-address.ts";

const PEER = "172.18.0.2";

function originOf(trust: TrustProxy, forwarded: string | null, peer = PEER) {
  const headers = new Headers();
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  return clientOrigin(trust)(new Request("http://nas.local/ws", { headers }), peer);
}

const addressOf = (...of: Parameters<typeof originOf>) => originOf(...of).address;

describe("whose connection it is", () => {
  test.each([
    ["off: the header counts for nothing", 0, "1.1.1.1", PEER],
    ["one proxy, no header", 1, null, PEER],
    ["one proxy, an empty header", 1, "", PEER],
    ["one proxy", 1, "1.1.1.1", "1.1.1.1"],
    ["one proxy, a prefix that the client made up", 1, "6.6.6.6, 1.1.1.1", "1.1.1.1"],
    ["one proxy, a long made-up prefix", 1, `${"6.6.6.6, ".repeat(50)}1.1.1.1`, "1.1.1.1"],
    ["two proxies", 2, "1.1.1.1, 172.18.0.3", "1.1.1.1"],
    ["two proxies, a made-up prefix", 2, "6.6.6.6, 1.1.1.1, 172.18.0.3", "1.1.1.1"],
    ["two proxies, but one was passed by", 2, "1.1.1.1", "1.1.1.1"],
    ["one proxy, IPv6", 1, "2001:db8::5", "2001:db8::5"],
    ["one proxy, spaces", 1, "  1.1.1.1  ", "1.1.1.1"],
    ["one proxy that adds the port", 1, "1.1.1.1:5555", "1.1.1.1"],
    ["one proxy that adds the port, IPv6", 1, "[2001:db8::5]:5555", "2001:db8::5"],
    ["one proxy that writes brackets", 1, "[2001:db8::5]", "2001:db8::5"],
    ["one proxy that writes no address: its own has to do", 1, "unknown", PEER],
  ] as const)("[SIG16] %s", (_, hops, forwarded, address) => {
    expect(addressOf(hops, forwarded)).toBe(address);
  });

  test.each([
    ["a network", ["172.18.0.0/16"], "1.1.1.1", PEER, "1.1.1.1"],
    ["a single address", [PEER], "1.1.1.1", PEER, "1.1.1.1"],
    ["another network: nothing is believed", ["10.0.0.0/8"], "1.1.1.1", PEER, PEER],
    ["an address just outside", ["172.18.0.0/31"], "1.1.1.1", PEER, PEER],
    ["a prefix that the client made up", ["172.18.0.0/16"], "6.6.6.6, 1.1.1.1", PEER, "1.1.1.1"],
    ["a made-up trusted prefix", ["172.18.0.0/16"], "172.18.0.9, 1.1.1.1", PEER, "1.1.1.1"],
    ["two proxies in it", ["172.18.0.0/16"], "6.6.6.6, 1.1.1.1, 172.18.0.7", PEER, "1.1.1.1"],
    ["two lists", ["172.18.0.0/16", "10.9.0.1"], "6.6.6.6, 1.1.1.1, 10.9.0.1", PEER, "1.1.1.1"],
    ["IPv6", ["fd00::/8"], "6.6.6.6, 2001:db8::5", "fd00::2", "2001:db8::5"],
    ["an IPv4 proxy seen over IPv6", ["172.18.0.0/16"], "1.1.1.1", `::ffff:${PEER}`, "1.1.1.1"],
    ["an IPv6 client is no IPv4 proxy", ["0.0.0.0/1"], "6.6.6.6, 2001:db8::5", "1.2.3.4", "2001:db8::5"],
  ])("[SIG16] trusting %s", (_, trusted, forwarded, peer, address) => {
    expect(addressOf(trusted, forwarded, peer)).toBe(address);
  });

  test.each(["unknown", "1.1.1.1:4711", "[2001:db8::5]:80", "_hidden", "999.1.1.1", "\u00e4"])(
    "[SIG16] %p from a proxy never reaches past itself",
    (garbage) => {
      for (const trust of [1, ["172.18.0.0/16"]]) {
        const address = addressOf(trust, `6.6.6.6, ${garbage}`);
        expect(address).not.toContain("6.6.6.6");
      }
    },
  );
});

test.each([
  ["the header's", 1, "1.1.1.1", true],
  ["the header's, although it is the proxy's own: its own machine asks", 1, PEER, true],
  ["none that is believed", 0, "1.1.1.1", false],
  ["none from a peer that is no proxy", ["10.0.0.0/8"], "1.1.1.1", false],
  ["none in the header", 1, "unknown", false],
  ["no header", 1, null, false],
] as const)("[SIG16] whether a proxy has told the address: %s", (_, trust, forwarded, isTold) => {
  expect(originOf(trust, forwarded)).toMatchObject({ isTold });
});
