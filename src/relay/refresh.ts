import { readAttribute } from "#protocol/stun/message.ts";
import { FAMILY, requestedAddressFamily } from "#protocol/turn/attributes/address-family.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { grantedLifetime } from "./lifetime.ts";
import { type Reply, refusal } from "./reply.ts";
import type { AllocationRequest, RelayState } from "./request.ts";

/** Receiving a Refresh request (RFC 8656 §8.2). */
export function refresh({ message, allocation, now }: AllocationRequest, { allocations }: RelayState): Reply {
  // "If the Refresh request contains a REQUESTED-ADDRESS-FAMILY attribute that does not match the address
  // family of the allocation, 443 (Peer Address Family Mismatch)."
  const family = readAttribute(message, requestedAddressFamily);
  if (family !== undefined && family !== FAMILY.ipv4) return refusal(443);

  // "If 'desired lifetime' is zero, then the request succeeds and the allocation is deleted. [Otherwise] the
  // request succeeds and the allocation's time-to-expiry is set to the desired lifetime."
  const requested = readAttribute(message, lifetime);
  const seconds = requested === 0 ? 0 : grantedLifetime(requested);
  if (seconds === 0) allocations.delete(allocation, "released");
  else allocation.expiresAt = now + seconds * 1_000;
  return { write: (writer) => void writer.add(lifetime, seconds) };
}
