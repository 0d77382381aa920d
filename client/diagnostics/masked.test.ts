import { expect, test } from "bun:test";
import { masked } from "./masked.ts";

test.each([
  ["sees 192.168.1.20.", "sees <private IPv4>."],
  ["sees 10.9.8.7, 172.31.0.1 and 172.32.0.1", "sees <private IPv4>, <private IPv4> and <public IPv4>"],
  ["at 127.0.0.1:8080", "at <loopback IPv4>:8080"],
  ["as 100.64.0.1", "as <IPv4 behind a provider's NAT>"],
  ["as ::ffff:127.0.0.1", "as <loopback IPv4>"],
  ["169.254.3.4", "<link-local IPv4>"],
  ["as 2001:db8:1:2:3:4:5:6 here", "as <public IPv6> here"],
  ["as 2001:db8::5 here", "as <public IPv6> here"],
  ["http://[fd00::2]:8080", "http://<private IPv6>:8080"],
  ["fe80::1", "<link-local IPv6>"],
  ["[::1]:80", "<loopback IPv6>:80"],
  ["publish `-p 3478:3478/udp`, wait 4:32", "publish `-p 3478:3478/udp`, wait 4:32"],
  ["Chrome/156.0 of version 1.2.3", "Chrome/156.0 of version 1.2.3"],
])("[DIAG8] of %p stays %p", (text, expected) => {
  expect(masked(text, [])).toBe(expected);
});

test("[DIAG8] a name is hidden however it is written", () => {
  expect(masked("publicUrl: http://MyNas.Example:8080", ["mynas.example"])).toBe(
    "publicUrl: http://<host name>:8080",
  );
});

test("[DIAG8] names that are known are hidden where they stand by themselves", () => {
  expect(masked("http://nas:8080 and nas.local in the tunas", ["nas", "nas.local", ""])).toBe(
    "http://<host name>:8080 and <host name> in the tunas",
  );
  expect(masked("localhost", ["localhost"])).toBe("localhost");
  expect(masked("[2001:db8::5] is 203.0.113.7", ["[2001:db8::5]", "203.0.113.7"])).toBe(
    "<public IPv6> is <public IPv4>",
  );
});
