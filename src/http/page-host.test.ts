import { expect, test } from "bun:test";
import { pageHosts } from "./page-host.ts";

interface Reached {
  readonly origin?: string;
  readonly host?: string;
  readonly publicUrl?: string;
  readonly lan?: readonly string[];
}

function hostsFor({
  origin,
  host,
  publicUrl,
  lan = ["192.168.1.5", "10.0.0.2"],
}: Reached): readonly string[] {
  const headers = new Headers();
  if (origin !== undefined) headers.set("origin", origin);
  if (host !== undefined) headers.set("host", host);
  return pageHosts(new Request("http://ignored/ws", { headers }), publicUrl, () => lan);
}

test.each<[string, Reached, string | undefined]>([
  ["a browser by name", { origin: "http://nas.local:8080", host: "nas.local:8080" }, "nas.local"],
  ["a browser by address", { origin: "http://192.168.1.7:8080", host: "192.168.1.7:8080" }, "192.168.1.7"],
  ["a browser by IPv6", { origin: "http://[fd00::2]:8080", host: "[fd00::2]:8080" }, "[fd00::2]"],
  [
    "a browser whose proxy passes on another host",
    { origin: "https://share.example", host: "10.0.0.9:8080", publicUrl: "https://share.example" },
    "share.example",
  ],
  [
    "a browser in the LAN of a server with PUBLIC_URL",
    { origin: "http://nas:8080", host: "nas:8080", publicUrl: "https://share.example" },
    "nas",
  ],
  ["a program", { host: "NAS.local:8080" }, "nas.local"],
  [
    "a program, where PUBLIC_URL is set",
    { host: "10.0.0.9:8080", publicUrl: "http://[fd00::2]:8080" },
    "[fd00::2]",
  ],
  ["nobody who says so", {}, undefined],
  ["a program that names no real host", { host: "a b" }, undefined],
  ["a program that names something else", { host: "nas.local;x" }, undefined],
  ["a program that names nothing", { host: "" }, undefined],
])("[SIG24] %s has reached the page by its host", (_, reached, host) => {
  expect(hostsFor(reached)).toEqual(host === undefined ? [] : [host]);
});

test.each<[string, Reached, readonly string[]]>([
  ["localhost", { origin: "http://localhost:8080", host: "localhost:8080" }, ["localhost", "192.168.1.5"]],
  ["127.0.0.1", { host: "127.0.0.1:8080" }, ["127.0.0.1", "192.168.1.5"]],
  ["[::1]", { origin: "http://[::1]:8080" }, ["[::1]", "192.168.1.5"]],
  [
    "localhost with PUBLIC_URL, as in a container",
    { origin: "http://localhost:8080", publicUrl: "http://192.168.1.9:8080", lan: ["172.17.0.2"] },
    ["localhost", "192.168.1.9"],
  ],
  ["localhost as PUBLIC_URL", { publicUrl: "http://localhost:8080" }, ["localhost", "192.168.1.5"]],
  ["localhost in a LAN of IPv6", { host: "localhost:8080", lan: ["fd00::20"] }, ["localhost", "[fd00::20]"]],
  ["localhost without a LAN", { origin: "http://localhost:8080", lan: [] }, ["localhost"]],
])("[SIG24] opened as %s, the relay is also named as others reach it", (_, reached, hosts) => {
  expect(hostsFor(reached)).toEqual(hosts);
});
