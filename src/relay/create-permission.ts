import { readAttributes } from "#protocol/stun/message.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import type { Allocation } from "./allocation.ts";
import { PERMISSION_MS } from "./lifetime.ts";
import { type Reply, refusal } from "./reply.ts";
import type { AllocationRequest, RelayState } from "./request.ts";

/** Hosts that one allocation may have a permission for: more than any page ever opens lanes. */
const MAX_PERMISSIONS = 128;

/** Receiving a CreatePermission request (RFC 8656 §10.2). All of its peers are permitted, or none. */
export function createPermission(
  { message, allocation, now }: AllocationRequest,
  { allocations }: RelayState,
): Reply {
  // "The request MUST contain at least one XOR-PEER-ADDRESS attribute [...] else 400 (Bad Request)."
  const peers = readAttributes(message, xorPeerAddress);
  if (peers.length === 0) return refusal(400);
  // "[An address] of a family that is not that of the relayed transport address: 443."
  if (peers.some(({ ip }) => ip.length !== 4)) return refusal(443);

  // "The server MAY impose restrictions on the IP address allowed in the XOR-PEER-ADDRESS attribute; if a value
  // is not allowed, the server rejects the request with a 403 (Forbidden) error." Here: only its own.
  const hosts = peers.map(({ ip }) => allocations.reachableHost(allocation, ip));
  const allowed = hosts.filter((host) => host !== undefined);
  if (allowed.length < hosts.length) return refusal(403);

  // "If the server is unable to satisfy the request [...], 508 (Insufficient Capacity)."
  if (!hasRoomFor(allocation, allowed)) return refusal(508);
  for (const host of allowed) allocation.permit(host, now + PERMISSION_MS);
  return { write: () => undefined };
}

/** Whether permissions for these hosts fit beside those that are there. */
export function hasRoomFor(allocation: Allocation, hosts: readonly number[]): boolean {
  const added = new Set(hosts.filter((host) => !allocation.permits(host)));
  return allocation.permissionCount + added.size <= MAX_PERMISSIONS;
}
