import { describe, expect, test } from "bun:test";
import { Limits } from "./signaling/limits.ts";
import type { SocketData } from "./signaling/socket.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { type UpgradeOptions, Upgrades } from "./upgrade.ts";

const HOST_FACTS = { inContainer: false, gateway: "192.168.1.1", networks: ["192.168.1.5/24"] };
const CONTAINER_FACTS = { inContainer: true, gateway: "172.17.0.1", networks: ["172.17.0.2/16"] };
const LAN_DEVICE = "192.168.1.20";
/** A client whose sockets are all taken. */
const CROWDED = "192.168.1.66";

function socketRequest(url: string, headers: Record<string, string> = {}): Request {
  return new Request(url, { headers: { upgrade: "websocket", ...headers } });
}

/** Upgrades for requests that all come from one address, without any limit. */
function upgradesFrom(peer: string, options: Partial<UpgradeOptions> = {}, network = HOST_FACTS) {
  const log = new MemoryLog();
  const upgraded: SocketData[] = [];
  const audited: string[] = [];
  const off = undefined;
  const quotas = { connections: off, creates: off, joins: off, misses: off, invites: off, messages: off };
  const upgrades = new Upgrades(
    { publicUrl: undefined, trustProxy: 0, ...options },
    {
      limits: new Limits(quotas, () => ({ take: async () => 0, giveBack: async () => {} })),
      log,
      audit: { isOn: true, record: ({ action, address }) => void audited.push(`${action} ${address}`) },
      network,
      hasRoom: ({ key }) => key !== CROWDED,
      lanAddresses: () => ["192.168.1.5"],
      peerAddress: () => peer,
      isOwnCheck: () => false,
      upgrade: (_, data) => upgraded.push(data) > 0,
    },
  );
  const open = async (headers: Record<string, string> = {}, url = "http://nas.local/ws") => {
    expect(await upgrades.take(socketRequest(url, headers))).toBeUndefined();
    return upgraded.at(-1)?.options;
  };
  return { upgrades, log, audited, open };
}

test("[SIG16] who has as many sockets as it may have is told to come again later", async () => {
  const { upgrades, audited } = upgradesFrom(CROWDED);
  const response = await upgrades.take(socketRequest("http://nas.local/ws"));
  expect([response?.status, response?.headers.get("retry-after")]).toEqual([429, "30"]);
  expect(audited).toEqual([`refused ${CROWDED}`]);
});

test("[HTTP5] a request for no socket is told what is expected, and counts for nobody", async () => {
  const { upgrades, audited } = upgradesFrom(CROWDED);
  const response = await upgrades.take(new Request("http://nas.local/ws"));
  expect([response?.status, response?.headers.get("upgrade")]).toEqual([426, "websocket"]);
  expect(audited).toEqual([]);
});

describe("who is limited", () => {
  test("[SIG16] a device by its own address, whatever it writes into X-Forwarded-For", async () => {
    const { open } = upgradesFrom(LAN_DEVICE);
    for (const headers of [{}, { "x-forwarded-for": "6.6.6.6" }, { forwarded: "for=6.6.6.6" }]) {
      expect(await open(headers)).toMatchObject({ address: LAN_DEVICE, client: { key: LAN_DEVICE } });
    }
  });

  test("[SIG16] behind a trusted proxy the device that the proxy names", async () => {
    const { open, upgrades } = upgradesFrom("127.0.0.1", { trustProxy: 1 });
    const options = await open({ "x-forwarded-for": "6.6.6.6, 203.0.113.9" });
    expect(options).toMatchObject({ address: "203.0.113.9", client: { key: "203.0.113.9" } });
    expect(options?.client.sharedKey).toBeUndefined();
    expect(upgrades.hasUntrustedProxy).toBe(false);
  });

  test("[SIG18] the machine of a trusted proxy as one device, and the proxy is not called unnamed", async () => {
    for (const proxy of ["127.0.0.1", LAN_DEVICE]) {
      const { open, log, upgrades } = upgradesFrom(proxy, { trustProxy: [proxy] });
      const options = await open({ "x-forwarded-for": proxy });
      expect(options?.client).toEqual({ key: proxy });
      expect([upgrades.hasUntrustedProxy, log.lines]).toEqual([false, []]);
    }
  });

  test("[SIG18] behind a trusted proxy that sees a container's gateway itself, each connection", async () => {
    const { open } = upgradesFrom("172.17.0.9", { trustProxy: ["172.17.0.9"] }, CONTAINER_FACTS);
    expect((await open({ "x-forwarded-for": "172.17.0.1" }))?.client.sharedKey).toBe("172.17.0.1");
    expect((await open({ "x-forwarded-for": "192.168.1.20" }))?.client.sharedKey).toBeUndefined();
  });

  test("[SIG16] IPv6 devices by their /64", async () => {
    const { open } = upgradesFrom("2001:db8:1:2:3:4:5:6");
    expect(await open()).toMatchObject({ client: { key: "2001:db8:1:2::/64" } });
  });

  test("[SIG18] behind a container's gateway each connection by itself, and all of them together", async () => {
    const { open } = upgradesFrom("172.17.0.1", {}, CONTAINER_FACTS);
    const [first, second] = [await open(), await open()];
    expect(first?.client.sharedKey).toBe("172.17.0.1");
    expect(second?.client.sharedKey).toBe("172.17.0.1");
    expect(first?.client.key).not.toBe(second?.client.key);
  });

  test("[SIG18] behind an unnamed proxy on this machine each connection by itself", async () => {
    const { open, log, upgrades } = upgradesFrom("127.0.0.1");
    const options = await open({ "x-forwarded-for": "203.0.113.9" });
    expect(options?.client).toMatchObject({ sharedKey: "127.0.0.1" });
    expect(options?.address).toBe("127.0.0.1");
    expect(upgrades.hasUntrustedProxy).toBe(false);
    expect(log.lines).toEqual([]);
  });

  test("[SIG18] a proxy elsewhere that is not named is told to the operator, once, without its address", async () => {
    const { open, log, upgrades } = upgradesFrom(LAN_DEVICE);
    await open();
    expect([upgrades.hasUntrustedProxy, log.lines]).toEqual([false, []]);
    for (let i = 0; i < 5; i++) await open({ "x-forwarded-for": "203.0.113.9" });
    expect(upgrades.hasUntrustedProxy).toBe(true);
    expect(log.lines).toEqual([
      { level: "warn", event: "proxy-not-trusted", fields: { mend: "set TRUST_PROXY" } },
    ]);
  });
});

test.each([
  ["a device's own", LAN_DEVICE, {}, HOST_FACTS, false],
  ["a container's gateway", "172.17.0.1", {}, CONTAINER_FACTS, true],
  ["a proxy that is not named", LAN_DEVICE, { "x-forwarded-for": "203.0.113.9" }, HOST_FACTS, true],
  ["such a proxy on this machine", "127.0.0.1", { forwarded: "for=203.0.113.9" }, HOST_FACTS, true],
])(
  "[NEAR4] %s address tells of a network: not where many may come by it",
  async (_, peer, headers, facts, is) => {
    const { open } = upgradesFrom(peer, {}, facts);
    expect(await open(headers)).toMatchObject({ address: peer, isAddressShared: is });
  },
);

test.each([
  ["an https page whose request came as http", "https://nas.local", "http://nas.local/ws", 0, true],
  ["an https page of this server's own", "https://nas.local", "https://nas.local/ws", 0, false],
  ["an http page", "http://nas.local", "http://nas.local/ws", 0, false],
  [
    "an https page behind a proxy that names its client",
    "https://nas.local",
    "http://nas.local/ws",
    1,
    false,
  ],
])("[NEAR4] a proxy that names nobody is known by %s", async (_, origin, url, trustProxy, is) => {
  const { open } = upgradesFrom("127.0.0.1", { trustProxy });
  const told = trustProxy > 0 ? { "x-forwarded-for": LAN_DEVICE } : {};
  expect(await open({ host: "nas.local", origin, ...told }, url)).toMatchObject({ isAddressShared: is });
});

test("[SIG24] a connection knows by which host its browser has reached the page", async () => {
  const { open } = upgradesFrom(LAN_DEVICE, { publicUrl: "https://share.example" });
  const host = "nas.local:8080";
  expect(await open({ host, origin: `http://${host}` })).toMatchObject({ hosts: ["nas.local"] });
  expect(await open({ host, origin: "https://share.example" })).toMatchObject({ hosts: ["share.example"] });
});

test.each([
  ["http://localhost:8080/ws", undefined, "http://192.168.1.5:8080"],
  ["http://nas.local/ws", undefined, null],
  ["http://localhost:8080/ws", "https://share.example", "https://share.example"],
])("[SIG12] opened as %s with PUBLIC_URL %p the page shows %p", async (url, publicUrl, shown) => {
  const { open } = upgradesFrom(LAN_DEVICE, { publicUrl });
  expect(await open({}, url)).toMatchObject({ publicUrl: shown });
});
