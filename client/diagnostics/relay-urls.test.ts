import { expect, test } from "bun:test";
import { relayServer, stunServer } from "./relay-urls.ts";

const hosts = ["localhost", "192.168.1.5"];
const own = [
  { urls: hosts.map((host) => `stun:${host}:3478`) },
  {
    urls: hosts.flatMap((host) => [
      `turn:${host}:3478?transport=udp`,
      `turn:${host}:3478?transport=tcp`,
      `turns:${host}:5349?transport=tcp`,
    ]),
    username: "u",
    credential: "p",
  },
];

test.each([
  ["udp", "turn:192.168.1.5:3478?transport=udp", 3_478],
  ["tcp", "turn:192.168.1.5:3478?transport=tcp", 3_478],
  ["tls", "turns:192.168.1.5:5349?transport=tcp", 5_349],
] as const)(
  "[DIAG5] the relay over %s is tried by one URL, that of a host which others can mean",
  (way, urls, port) => {
    expect(relayServer(own, way)).toEqual({
      host: "192.168.1.5",
      port,
      server: { urls, username: "u", credential: "p" },
    });
    expect(stunServer(own)).toEqual({
      host: "192.168.1.5",
      port: 3_478,
      server: { urls: "stun:192.168.1.5:3478" },
    });
  },
);

test("[DIAG5] ports and transports that a URL leaves out are those of the standard", () => {
  expect(relayServer([{ urls: "turn:coturn.example" }], "udp")).toMatchObject({ port: 3_478 });
  expect(relayServer([{ urls: "turns:[fd00::2]" }], "tls")).toMatchObject({ host: "[fd00::2]", port: 5_349 });
  expect(relayServer([{ urls: "turn:localhost:1" }], "udp")).toMatchObject({ host: "localhost" });
  expect(relayServer([{ urls: "stun:nas.local" }], "udp")).toBeUndefined();
  expect(stunServer([])).toBeUndefined();
});
