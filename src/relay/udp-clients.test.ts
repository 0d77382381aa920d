import { expect, test } from "bun:test";
import { textOf } from "../testing/socket-addresses.ts";
import type { Allocation } from "./allocation.ts";
import type { RunTarget } from "./datagram-runs.ts";
import { UdpClients } from "./udp-clients.ts";

/** Only whether there is one matters here. */
const ALLOCATION = {} as Allocation;

test("[TURN21] a UDP client is kept while it has an allocation, and at no other time", () => {
  const clients = new UdpClients(() => undefined);
  const stranger = clients.at("192.0.2.1", 1_000);
  expect(clients.at("192.0.2.1", 1_000)).not.toBe(stranger);
  stranger.allocation = ALLOCATION;
  expect(clients.at("192.0.2.1", 1_000)).toBe(stranger);
  stranger.allocation = undefined;
  expect(clients.at("192.0.2.1", 1_000)).not.toBe(stranger);
});

test("[TURN21] clients of one port or of one address are told apart", () => {
  const clients = new UdpClients(() => undefined);
  const at = [
    ["192.0.2.1", 1_000],
    ["192.0.2.2", 1_000],
    ["192.0.2.1", 1_001],
    ["2001:db8::1", 1_000],
  ] as const;
  const kept = at.map(([address, port]) =>
    Object.assign(clients.at(address, port), { allocation: ALLOCATION }),
  );
  expect(at.map(([address, port]) => kept.indexOf(clients.at(address, port) as never))).toEqual([0, 1, 2, 3]);
  Object.assign(kept[0] ?? {}, { allocation: undefined });
  expect(at.map(([address, port]) => kept.indexOf(clients.at(address, port) as never))).toEqual([
    -1, 1, 2, 3,
  ]);
});

test("[TURN21] what a client is sent leaves for its address and port", () => {
  const sent: unknown[] = [];
  const clients = new UdpClients((bytes, { address, port }) => sent.push([bytes, address, port]));
  const bytes = Uint8Array.of(1);
  clients.at("192.0.2.1", 1_000).send(bytes);
  expect(sent).toEqual([[bytes, "192.0.2.1", 1_000]]);
});

test.each([
  ["192.0.2.1", "192.0.2.1:1000"],
  ["::ffff:192.0.2.1", "192.0.2.1:1000"],
  ["2001:db8::1", "2001:db8::1:1000"],
  ["fe80::1%eth0", undefined],
])("[TURN21] the bytes of %s are those of %p", (address, text) => {
  let target: RunTarget | undefined;
  new UdpClients((_, to) => {
    target = to;
  })
    .at(address, 1_000)
    .send(Uint8Array.of(1));
  const { socketAddress } = target ?? {};
  expect(socketAddress && textOf(socketAddress)).toBe(text as string);
});
