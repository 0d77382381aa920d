import { expect, test } from "bun:test";
import { HOME_ROOM, roomKey } from "./room-key.ts";

const OWN = ["192.168.1.5/24", "2001:db8:1:2:3::5/64", "198.51.100.9/28", "fe80::1/64"];

test.each([
  ["loopback", "127.0.0.1"],
  ["loopback of IPv6", "::1"],
  ["a private address", "192.168.1.20"],
  ["a private address of another network of the house", "10.7.0.3"],
  ["a private address inside an IPv6 one", "::ffff:172.16.4.4"],
  ["a link-local address with its interface", "fe80::a%eth0"],
  ["a unique local address", "fd12::7"],
  ["a tailnet's address", "100.101.102.103"],
  ["a global address of the LAN's own /64", "2001:db8:1:2:ffff::9"],
  ["a public address of the server's own network", "198.51.100.3"],
])("[NEAR2] %s is of the home network", (_, address) => {
  expect(roomKey(address, OWN)).toBe(HOME_ROOM);
});

test.each([
  ["another IPv4 address", "203.0.113.7", "203.0.113.7"],
  ["an address just outside of the server's network", "198.51.100.17", "198.51.100.17"],
  ["a global address of another /64", "2001:db8:1:3::9", "2001:db8:1:3::/64"],
])("[NEAR2] %s is a network of its own", (_, address, key) => {
  expect(roomKey(address, OWN)).toBe(key);
});

test("[NEAR2] two of one /64 are in one network, and what is no address is in none", () => {
  expect(roomKey("2001:db8:9::1", [])).toBe(roomKey("2001:db8:9::2", []) ?? "");
  expect(roomKey("unknown", OWN)).toBeUndefined();
});
