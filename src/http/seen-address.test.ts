import { expect, test } from "bun:test";
import { seenAddresses } from "./seen-address.ts";

const CONTAINER = { inContainer: true, gateway: "172.17.0.1", networks: ["172.17.0.2/16"] };
const HOST = { inContainer: false, gateway: "192.168.1.1", networks: ["192.168.1.5/24"] };

test.each([
  ["a device of the LAN", HOST, 0, "192.168.1.20", null, "own", false],
  ["Docker's gateway", CONTAINER, 0, "172.17.0.1", null, "gateway", true],
  ["a proxy on the container's host", CONTAINER, 0, "172.17.0.1", "192.168.1.20", "untrusted-proxy", true],
  ["a proxy on this machine", HOST, 0, "127.0.0.1", "192.168.1.20", "untrusted-proxy", true],
  ["a proxy elsewhere", HOST, 0, "192.168.1.9", "192.168.1.20", "untrusted-proxy", false],
  ["a proxy that is named", HOST, 1, "127.0.0.1", "192.168.1.20", "forwarded", false],
  ["a proxy that is named and tells nothing", HOST, 1, "192.168.1.9", null, "own", false],
] as const)("[DIAG3] %s is told apart", (_, facts, trust, peer, forwarded, kind, isShared) => {
  const headers = new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded });
  const seen = seenAddresses(trust, facts)(new Request("http://nas.local/", { headers }), peer);
  expect(seen).toMatchObject({ kind, isShared });
  expect(seen.address).toBe(kind === "forwarded" ? "192.168.1.20" : peer);
});
