import { expect, test } from "bun:test";
import { SeededRandom } from "../testing/seeded-random.ts";
import { TestRelay } from "../testing/test-relay.ts";
import { Allocations } from "./allocations.ts";
import { RelayedAddresses } from "./relayed-addresses.ts";

const LIMITS = { peers: "session", userQuota: 1, totalQuota: 1, maxBandwidth: undefined } as const;

test("[TURN16] an allocation that ends gives back its address, its user's quota and its client, once", () => {
  const addresses = new RelayedAddresses(new SeededRandom(3));
  const allocations = new Allocations(LIMITS, addresses);
  const relayed = addresses.take();
  if (!relayed) throw new Error("nothing to take");
  while (addresses.take());
  const client = new TestRelay().client();
  const credential = { username: "alice", group: "a", key: new Uint8Array(16) };
  const options = {
    client,
    credential,
    relayed,
    transactionId: new Uint8Array(12),
    reservationToken: undefined,
    expiresAt: 600_000,
  };
  const allocation = allocations.add(options, 0);
  expect([client.allocation, allocations.isFull, allocations.isQuotaReached(credential)]).toEqual([
    allocation,
    true,
    true,
  ]);
  for (let i = 0; i < 2; i++) {
    allocations.delete(allocation, "released");
    expect([client.allocation, allocations.size, allocations.isQuotaReached(credential)]).toEqual([
      undefined,
      0,
      false,
    ]);
  }
  expect([addresses.take()?.host, addresses.take()]).toEqual([relayed.host, undefined]);
});
