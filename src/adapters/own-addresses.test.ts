import { expect, test } from "bun:test";
import ipaddr from "ipaddr.js";
import { FakeClock } from "../testing/fake-clock.ts";
import { readOwnAddresses } from "./own-addresses.ts";

test("[SIG12] this machine's addresses are those that others can use, and not read for every client", () => {
  const clock = new FakeClock();
  const read = readOwnAddresses(clock, false);
  const first = read();
  expect(first.container).toEqual([]);
  for (const address of first.lan) {
    expect(["loopback", "linkLocal"]).not.toContain(ipaddr.parse(address).range());
  }
  clock.advance(4_999);
  expect(read()).toBe(first); // the very same lists
  clock.advance(1);
  expect(read()).not.toBe(first);
  expect(read()).toEqual(first);
});
