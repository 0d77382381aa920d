import { expect, test } from "bun:test";
import ipaddr from "ipaddr.js";
import { networkFacts } from "./network-facts.ts";

test("[SIG18] this machine's networks and gateway are readable as such", () => {
  const { networks, gateway } = networkFacts();
  for (const network of networks) expect(ipaddr.isValidCIDR(network)).toBe(true);
  if (gateway !== undefined) expect(ipaddr.isValid(gateway)).toBe(true);
});
