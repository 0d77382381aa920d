import { expect, test } from "bun:test";
import { SeededRandom } from "../testing/seeded-random.ts";
import { RelayedAddresses } from "./relayed-addresses.ts";

/** All of 198.18.0.0/15 without its first address and its last. */
const HOSTS = 131_070;

test("[TURN7] there are 131,070 addresses; each is given out once, and again after it was given back", () => {
  const addresses = new RelayedAddresses(new SeededRandom(3));
  const taken = Array.from({ length: HOSTS }, () => addresses.take());
  const hosts = new Set(taken.map((address) => address?.host));
  expect([hosts.size, hosts.has(undefined), hosts.has(0), hosts.has(HOSTS + 1)]).toEqual([
    HOSTS,
    false,
    false,
    false,
  ]);
  expect(addresses.take()).toBe(undefined);
  for (const address of taken) if (address) addresses.giveBack(address);
  const [again] = [addresses.take()];
  // In turn, so that this one has rested the longest.
  expect(again?.host).toBe(taken[0]?.host);
  for (let i = 1; i < HOSTS; i++) expect(addresses.take()).toBeDefined();
  expect(addresses.take()).toBe(undefined);
});

test("[TURN9] a host is free again when its allocation and its reserved port have both ended", () => {
  const addresses = new RelayedAddresses(new SeededRandom(3));
  const taken = Array.from({ length: HOSTS }, () => addresses.take());
  const [first] = taken;
  if (!first) throw new Error("nothing to take");
  const lapsing = addresses.reserveNext(first, "alice", 0);
  addresses.giveBack(first);
  expect(addresses.take()).toBe(undefined);
  addresses.expire(29_999);
  expect(addresses.take()).toBe(undefined);
  addresses.expire(30_000);
  const second = addresses.take();
  expect([second?.host, addresses.takeReserved(lapsing, "alice")]).toEqual([first.host, undefined]);

  const token = addresses.reserveNext(first, "alice", 40_000);
  addresses.giveBack(first);
  const reserved = addresses.takeReserved(token, "alice");
  expect(reserved).toEqual({ host: first.host, port: first.port + 1 });
  addresses.expire(99_000);
  expect(addresses.take()).toBe(undefined);
  if (reserved) addresses.giveBack(reserved);
  expect(addresses.take()?.host).toBe(first.host);
});
