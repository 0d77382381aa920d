import { describe, expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { FAMILY, requestedAddressFamily } from "#protocol/turn/attributes/address-family.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { TestRelay } from "../testing/test-relay.ts";

const LIFETIMES: readonly [number | undefined, number][] = [
  [undefined, 600],
  [1, 600],
  [599, 600],
  [600, 600],
  [777, 777],
  [3_600, 3_600],
  [3_601, 3_600],
  [0xffff_ffff, 3_600],
];

describe("an allocation's lifetime", () => {
  test.each(LIFETIMES)("[TURN10] asked for with %p seconds is %i, to the second", (asked, granted) => {
    const test = new TestRelay();
    const client = test.client();
    const answer = client.allocate((writer) => {
      if (asked !== undefined) writer.add(lifetime, asked);
    });
    expect(answer.read(lifetime)).toBe(granted);
    test.pass((granted - 1) * 1_000);
    expect(test.allocations).toBe(1);
    test.pass(1_000);
    expect([test.allocations, client.allocation]).toEqual([0, undefined]);
  });

  test("[TURN10] of 0 seconds in an Allocate request is the default", () => {
    const answer = new TestRelay().client().allocate((writer) => void writer.add(lifetime, 0));
    expect(answer.read(lifetime)).toBe(600);
  });

  test.each(LIFETIMES)("[TURN10] refreshed with %p seconds is %i from then on", (asked, granted) => {
    const test = new TestRelay();
    const client = test.allocated();
    test.pass(500_000);
    const answer = client.refresh(asked);
    expect([answer.outcome, answer.read(lifetime)]).toEqual(["success", granted]);
    test.pass((granted - 1) * 1_000);
    expect(test.allocations).toBe(1);
    test.pass(1_000);
    expect(test.allocations).toBe(0);
  });

  test("[TURN10] refreshed with 0 seconds is over at once", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    const answer = client.refresh(0);
    expect([answer.outcome, answer.read(lifetime)]).toEqual(["success", 0]);
    expect([answer.isSignedFor(client.user), test.allocations]).toEqual([true, 1]);
    peer.sendOn(0x4001, "too late");
    client.sendOn(0x4000, "too late");
    expect([client.take(), peer.take()]).toEqual([[], []]);
    expect(test.drops).toEqual({ "no-peer": 1, "no-allocation": 1 });
  });

  test("[TURN10] ends with the client's connection", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair({ transport: "tcp" });
    test.relay.left(client);
    expect([test.allocations, client.allocation]).toEqual([1, undefined]);
    test.relay.left(client);
    test.relay.left(test.client());
    expect(test.allocations).toBe(1);
    peer.sendOn(0x4001, "too late");
    expect([client.take(), test.drops]).toEqual([[], { "no-peer": 1 }]);
  });
});

describe("a request about an allocation", () => {
  test.each([
    ["Refresh", METHOD.refresh],
    ["CreatePermission", METHOD.createPermission],
    ["ChannelBind", METHOD.channelBind],
  ])("[TURN10] %s gets 437 where there is none, whatever else it lacks", (_, method) => {
    const test = new TestRelay();
    const client = test.client();
    expect(client.request(method).outcome).toBe(437);
    client.allocate();
    client.refresh(0);
    expect(client.request(method).outcome).toBe(437);
  });

  test.each([
    ["Refresh", METHOD.refresh],
    ["CreatePermission", METHOD.createPermission],
    ["ChannelBind", METHOD.channelBind],
  ])("[TURN10] %s of another user gets 441, signed with that user's key", (_, method) => {
    const test = new TestRelay();
    const client = test.allocated();
    const other = test.user("a-session", { expiresAt: test.clock.wall() + 1_000_000 });
    Object.assign(client, { user: other });
    const answer = client.request(method, (writer) => void writer.add(lifetime, 0));
    expect([answer.outcome, answer.isSignedFor(other), test.allocations]).toEqual([441, true, 1]);
  });

  test.each([
    [FAMILY.ipv4, "success"],
    [FAMILY.ipv6, 443],
    [0, 443],
  ] as const)("[TURN10] Refresh of family %i gets %p", (family, outcome) => {
    const test = new TestRelay();
    const client = test.allocated();
    const answer = client.request(METHOD.refresh, (writer) => {
      writer.add(requestedAddressFamily, family).add(lifetime, 0);
    });
    expect([answer.outcome, test.allocations]).toEqual([outcome, outcome === "success" ? 0 : 1]);
  });

  test("[TURN10] Refresh with a malformed lifetime gets 400 and changes nothing", () => {
    const test = new TestRelay();
    const client = test.allocated();
    const answer = client.request(METHOD.refresh, (writer) => {
      writer.addBytes(ATTRIBUTE.lifetime, new Uint8Array(3));
    });
    expect([answer.outcome, test.allocations]).toEqual([400, 1]);
  });
});
