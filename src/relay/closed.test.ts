import { describe, expect, test } from "bun:test";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import type { RelayTestClient } from "../testing/relay-test-client.ts";
import { addressOf, textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

/** What a client gets who tries each way to an address. */
function tried(client: RelayTestClient, peer: SocketAddress): unknown[] {
  client.sendTo(peer, "let me in");
  return [client.permit(peer).outcome, client.bind(0x4000, peer).outcome, client.take().length];
}

describe("the relay is closed", () => {
  test.each([
    ["192.168.1.5", "the LAN"],
    ["10.0.0.1", "the LAN"],
    ["172.17.0.1", "a container's host"],
    ["169.254.169.254", "a cloud's metadata"],
    ["127.0.0.1", "loopback"],
    ["0.0.0.0", "any address"],
    ["255.255.255.255", "everybody"],
    ["224.0.0.1", "multicast"],
    ["8.8.8.8", "the Internet"],
    ["192.0.0.1", "the client itself"],
    ["198.18.0.0", "the network's first address"],
    ["198.19.255.255", "the network's last address"],
    ["198.17.255.255", "the address before the network"],
    ["198.20.0.0", "the address behind the network"],
    ["100.18.0.1", "another network that looks alike"],
    ["198.18.200.201", "a relayed address that nobody has"],
  ])("[TURN12] to %s, %s, there is 403 and no way", (ip) => {
    const test = new TestRelay();
    const client = test.allocated({ address: "192.0.0.1" });
    for (const port of [0, 53, 3478, client.relayed.port, 65_535]) {
      expect(tried(client, addressOf(ip, port))).toEqual([403, 403, 0]);
    }
    expect(test.drops).toEqual({ "no-peer": 5 });
    expect([client.allocation?.permissionCount, client.allocation?.channelCount]).toEqual([0, 0]);
  });

  test.each(["::1", "::", "fe80::1", "2001:db8::1", "::ffff:198.18.0.1", "64:ff9b::a00:1"])(
    "[TURN12] to %s there is 443, as the relayed address is of IPv4",
    (ip) => {
      const test = new TestRelay();
      expect(tried(test.allocated(), addressOf(ip))).toEqual([443, 443, 0]);
      expect(test.drops).toEqual({ "no-peer": 1 });
    },
  );

  test("[TURN12] to an address that differs from a peer's in one bit there is 403", () => {
    const test = new TestRelay();
    const [client, peer] = test.permitted();
    for (let bit = 0; bit < 32; bit++) {
      const ip = peer.relayed.ip.slice();
      ip[bit >> 3] = (ip[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      // The client's own is the one before.
      const isOwn = textOf({ ...peer.relayed, ip }) === textOf({ ...peer.relayed, ip: client.relayed.ip });
      const expected = isOwn ? ["success", 403, 0] : [403, 403, 0];
      expect(tried(client, { ip, port: peer.relayed.port })).toEqual(expected);
    }
    expect(peer.take()).toEqual([]);
  });

  test("[TURN12] to an allocation of another session there is 403", () => {
    const test = new TestRelay();
    const [client, stranger] = [test.allocated(), test.allocated({ user: test.user("another") })];
    expect(tried(client, stranger.relayed)).toEqual([403, 403, 0]);
    expect(tried(stranger, client.relayed)).toEqual([403, 403, 0]);
    expect([client.take(), stranger.take()]).toEqual([[], []]);
  });

  test("[TURN12] to an allocation that has ended there is 403", () => {
    const test = new TestRelay();
    const [client, peer, lapsed] = [test.allocated(), test.allocated(), test.allocated()];
    peer.refresh(0);
    test.pass(300_000);
    client.refresh();
    test.pass(300_000);
    expect(tried(client, peer.relayed)).toEqual([403, 403, 0]);
    expect(tried(client, lapsed.relayed)).toEqual([403, 403, 0]);
  });

  test("[TURN12] to the right host, but another port, there is a permission and no more", () => {
    const test = new TestRelay();
    const [client, peer] = test.permitted();
    const { ip, port } = peer.relayed;
    for (const other of [port + 1, port - 1, 0, 3478]) {
      expect(tried(client, { ip, port: other })).toEqual(["success", 403, 0]);
    }
    expect([peer.take(), test.drops]).toEqual([[], { "no-peer": 4 }]);
  });

  test("[TURN12] with peers=all every live allocation can be reached, and nothing else", () => {
    const test = new TestRelay({ peers: "all" });
    const [client, other] = test.permitted({}, { user: test.user("another") });
    client.sendTo(other.relayed, "hello");
    expect(other.heard()).toEqual([{ from: textOf(client.relayed), data: "hello" }]);
    expect(client.bind(0x4000, other.relayed).outcome).toBe("success");
    client.sendOn(0x4000, "hello");
    expect(other.heard().length).toBe(1);
    expect(tried(client, addressOf("192.168.1.5"))).toEqual([403, 403, 0]);
    other.refresh(0);
    expect(client.permit(other.relayed).outcome).toBe(403);
  });

  test("[TURN12] a permission that was for an ended allocation does not open its successor", () => {
    const test = new TestRelay();
    const [client, peer] = test.permitted();
    const late = peer.relayed;
    peer.refresh(0);
    const others = Array.from({ length: 10 }, () => test.allocated());
    for (const other of others) other.permit(client.relayed);
    client.sendTo(late, "hello");
    expect(others.flatMap((other) => other.take())).toEqual([]);
    expect(others.filter(({ relayed }) => textOf(relayed) === textOf(late))).toEqual([]);
  });
});
