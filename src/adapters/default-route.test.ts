import { expect, test } from "bun:test";
import { defaultRouteIn } from "./default-route.ts";

const HEADER = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";

/** From a Docker container on its default bridge, and from a laptop with two links and a VPN. */
const DOCKER = `${HEADER}
eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
`;
const LAPTOP = `${HEADER}
docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
wlan0\t00000000\tFEB2A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\t0101A8C0\t0003\t0\t0\t700\t00000000\t0\t0\t0
`;
/** OpenVPN covers the default route by two halves, and leaves it where it is. */
const OPENVPN = `${HEADER}
tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0
eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
tun0\t00000080\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0
`;

test.each([
  ["a container's bridge", DOCKER, { device: "eth0", gateway: "172.17.0.1" }],
  ["the first of several defaults", LAPTOP, { device: "wlan0", gateway: "192.168.178.254" }],
  ["a default route that a VPN covers", OPENVPN, { device: "eth0", gateway: "192.168.1.1" }],
  ["no default route", `${HEADER}\neth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n`, undefined],
  ["no routes at all", `${HEADER}\n`, undefined],
  ["nothing", "", undefined],
  ["something else", "<html>00000000</html>\n\0\0", undefined],
  [
    "a gateway that is no address",
    `${HEADER}\neth0\t00000000\tzz0011AC\t0003\t0\t0\t0\t00000000\n`,
    undefined,
  ],
])("[SIG18] the default route in a route table: %s", (_, table, route) => {
  expect(defaultRouteIn(table)).toEqual(route);
});
