import { expect, test } from "bun:test";
import ipaddr from "ipaddr.js";
import { FakeClock } from "../testing/fake-clock.ts";
import { lanAddresses } from "./lan-addresses.ts";

test("[SIG12] LAN addresses are IPv4 addresses of other devices' networks, and not read for every client", () => {
  const clock = new FakeClock();
  const read = lanAddresses(clock);
  const first = read();
  for (const address of first) {
    expect(ipaddr.IPv4.isValid(address)).toBe(true);
    expect(ipaddr.IPv4.parse(address).range()).not.toBe("loopback");
  }
  clock.advance(4_999);
  expect(read()).toBe(first); // the very same list
  clock.advance(1);
  expect(read()).not.toBe(first);
  expect(read()).toEqual(first);
});
