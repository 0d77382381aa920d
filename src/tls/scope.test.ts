import { expect, test } from "bun:test";
import { isWithin, LOCAL_SCOPE, scopeWith } from "./scope.ts";

test.each([
  "nas.local",
  "local",
  "a.b.home.arpa",
  "nas.lan",
  "nas.internal",
  "localhost",
  "10.0.0.1",
  "172.31.255.255",
  "192.168.1.5",
  "169.254.3.4",
  "100.127.0.1",
  "127.0.0.1",
  "::1",
  "fd00::5",
  "fe80::1",
])("[TLS8] %s is local", (host) => {
  expect(isWithin(LOCAL_SCOPE, host)).toBe(true);
});

test.each([
  "example.com",
  "notlocal",
  "xlan",
  "lan.example",
  "arpa",
  "nas",
  "172.32.0.1",
  "192.169.0.1",
  "100.128.0.1",
  "8.8.8.8",
  "2001:db8::1",
  "::2",
  "::ffff:8.8.8.8",
  "0x7f000001",
  "2130706433",
])("[TLS8] %s is not", (host) => {
  expect(isWithin(LOCAL_SCOPE, host)).toBe(false);
});

test("[TLS8] what is chosen besides stands for itself, and what is local already adds nothing", () => {
  const scope = scopeWith([
    "nas",
    "nas.local",
    "files.example",
    "203.0.113.7",
    "2001:db8::7",
    "10.1.1.1",
    "nas",
  ]);
  expect(scope.names).toEqual([...LOCAL_SCOPE.names, "nas", "files.example"]);
  expect(scope.networks).toEqual([...LOCAL_SCOPE.networks, "203.0.113.7/32", "2001:db8::7/128"]);
  for (const host of ["nas", "203.0.113.7", "2001:db8::7"]) expect(isWithin(scope, host)).toBe(true);
  for (const host of ["203.0.113.8", "2001:db8::8", "example"]) expect(isWithin(scope, host)).toBe(false);
});
