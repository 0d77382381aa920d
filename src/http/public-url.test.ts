import { expect, test } from "bun:test";
import { publicUrlFor } from "./public-url.ts";

test.each([
  ["http://localhost:8080/ws", "http://192.168.1.5:8080"],
  ["ws://127.0.0.1:8080/ws", "http://192.168.1.5:8080"],
  ["http://[::1]:8080/", "http://192.168.1.5:8080"],
  ["https://localhost/ws", "https://192.168.1.5"],
  ["http://192.168.1.7:8080/ws", null],
  ["http://nas.local/ws", null],
  ["http://localhost.example/ws", null],
  ["http://a b/ws", null],
  ["http://[/ws", null],
])("[SIG12] a page opened as %s", (requestUrl, shown) => {
  expect(publicUrlFor(requestUrl, () => ["192.168.1.5", "10.0.0.2"])).toBe(shown);
});

test("[SIG12] an IPv6 address stands in brackets", () => {
  expect(publicUrlFor("http://localhost:8080/ws", () => ["fd00::20"])).toBe("http://[fd00::20]:8080");
});

test("[SIG12] without a LAN address there is nothing better to show", () => {
  expect(publicUrlFor("http://localhost:8080/ws", () => [])).toBeNull();
});

test.each([
  ["https://nas.local:8443/ws", "http://nas.local:8080"],
  ["wss://[fd00::2]:8443/ws", "http://[fd00::2]:8080"],
  ["https://localhost:8443/ws", "http://192.168.1.5:8080"],
  ["http://nas.local:8080/ws", null],
  ["http://localhost:8080/ws", "http://192.168.1.5:8080"],
])("[TLS14] where not every device trusts the server, a page opened as %s", (requestUrl, shown) => {
  expect(publicUrlFor(requestUrl, () => ["192.168.1.5"], 8_080)).toBe(shown);
});
