import { host, httpOrigin, integer, mdnsName, oneOf, trustProxy } from "../parsers.ts";
import type { Setting } from "./setting.ts";

/** Where the page is, and who is believed to have opened it. */
export const pageSettings = {
  host: { env: "HOST", parse: host, default: "0.0.0.0", doc: "address to listen on" },
  port: {
    env: "PORT",
    parse: integer(0, 65_535),
    default: "8080",
    doc: "TCP port for the page and for signaling; 0 takes any free one",
  },
  publicUrl: {
    env: "PUBLIC_URL",
    parse: httpOrigin,
    example: "http://192.168.1.20:8080",
    doc: "what the QR code and the link show; by default the address by which the sender opened the page",
  },
  trustProxy: {
    env: "TRUST_PROXY",
    parse: trustProxy,
    default: "off",
    doc: "whose `X-Forwarded-For` is believed: a number of proxies, or their addresses and networks",
  },
  mdnsName: {
    env: "MDNS_NAME",
    parse: mdnsName,
    default: "p2p-share",
    doc: "name under which the LAN finds this server, as `p2p-share.local`, or `off`",
  },
  discovery: {
    env: "DISCOVERY",
    parse: oneOf("off", "network", "all"),
    default: "network",
    doc: "which open pages see each other by name: none, those of one network, or all of this server",
  },
} satisfies Record<string, Setting<unknown>>;
