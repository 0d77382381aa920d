import type { StunMessage } from "#protocol/stun/message.ts";
import type { Instant } from "#protocol/time.ts";
import type { Allocation } from "./allocation.ts";
import type { Allocations } from "./allocations.ts";
import type { Credential } from "./authentication.ts";
import type { RelayClient } from "./relay-client.ts";
import type { RelayedAddresses } from "./relayed-addresses.ts";

/** A request whose sender is known. */
export interface AuthenticatedRequest {
  readonly message: StunMessage;
  readonly client: RelayClient;
  readonly credential: Credential;
  readonly now: Instant;
}

/** One that is about the allocation of its 5-tuple. */
export interface AllocationRequest extends AuthenticatedRequest {
  readonly allocation: Allocation;
}

/** What requests change. */
export interface RelayState {
  readonly allocations: Allocations;
  readonly addresses: RelayedAddresses;
}
