import { areEqual } from "#protocol/bytes.ts";
import { xorMappedAddress } from "#protocol/stun/attributes/xor-address.ts";
import { readAttribute, type StunMessage, transactionIdOf } from "#protocol/stun/message.ts";
import type { Instant } from "#protocol/time.ts";
import { addressErrorCode } from "#protocol/turn/attributes/address-error-code.ts";
import {
  additionalAddressFamily,
  FAMILY,
  requestedAddressFamily,
} from "#protocol/turn/attributes/address-family.ts";
import { evenPort } from "#protocol/turn/attributes/even-port.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorRelayedAddress } from "#protocol/turn/attributes/peer-address.ts";
import { requestedTransport, UDP_PROTOCOL } from "#protocol/turn/attributes/requested-transport.ts";
import { reservationToken } from "#protocol/turn/attributes/reservation-token.ts";
import type { Allocation } from "./allocation.ts";
import { grantedLifetime } from "./lifetime.ts";
import { mappedAddressOf } from "./mapped-address.ts";
import { socketAddressOf } from "./relayed-address.ts";
import { type Refusal, type Reply, refusal, type Success } from "./reply.ts";
import type { AuthenticatedRequest, RelayState } from "./request.ts";

/** What is asked for, once it makes sense. */
interface Wish {
  /** Takes a port that was reserved before. */
  readonly token: Uint8Array | undefined;
  readonly reservesNext: boolean;
  readonly wantsSecondFamily: boolean;
}

/** Receiving an Allocate request (RFC 8656 §7.2); step 1, authentication, is done. */
export function allocate(request: AuthenticatedRequest, state: RelayState): Reply {
  const { message, client, credential, now } = request;
  const { allocations, addresses } = state;

  // 2. "The server checks if the 5-tuple is currently in use by an existing allocation. If yes, the server
  //    rejects the request with a 437 (Allocation Mismatch) error." One with the same transaction id is a
  //    retransmission and gets the same answer.
  if (client.allocation) return repeated(client.allocation, request);

  const wish = wishOf(message);
  if ("code" in wish) return wish;

  // 10. "At any point, the server MAY choose to reject the request with a 486 (Allocation Quota Reached) error
  //     if it feels the client is trying to exceed some locally defined allocation quota."
  if (allocations.isQuotaReached(credential)) return refusal(486);
  if (allocations.isFull) return refusal(508);
  if (wish.reservesNext && !addresses.canReserve) return refusal(508);

  const relayed = wish.token ? addresses.takeReserved(wish.token, credential.username) : addresses.take();
  if (!relayed) return refusal(508);

  const token = wish.reservesNext ? addresses.reserveNext(relayed, credential.username, now) : undefined;
  const options = {
    client,
    credential,
    relayed,
    transactionId: transactionIdOf(message),
    reservationToken: token,
  };
  const seconds = grantedLifetime(readAttribute(message, lifetime));
  const allocation = allocations.add({ ...options, expiresAt: now + seconds * 1_000 }, now);
  return granted(allocation, wish, now);
}

/** Steps 3 to 9: which attributes there may be, and together with which others. */
function wishOf(message: StunMessage): Wish | Refusal {
  // 3. "[Without or with a malformed] REQUESTED-TRANSPORT attribute, the server rejects the request with a 400
  //    (Bad Request) error. Otherwise, if [...] a protocol other than UDP, [...] with a 442."
  const protocol = readAttribute(message, requestedTransport);
  if (protocol === undefined) return refusal(400);
  if (protocol !== UDP_PROTOCOL) return refusal(442);

  // 4. DONT-FRAGMENT is understood: between two allocations of one process nothing is ever fragmented.

  const even = readAttribute(message, evenPort);
  const family = readAttribute(message, requestedAddressFamily);
  const second = readAttribute(message, additionalAddressFamily);
  const token = readAttribute(message, reservationToken);

  // 5. "[RESERVATION-TOKEN and] also EVEN-PORT, REQUESTED-ADDRESS-FAMILY, or ADDITIONAL-ADDRESS-FAMILY: 400."
  if (token && (even !== undefined || family !== undefined || second !== undefined)) return refusal(400);
  // 6. "Both REQUESTED-ADDRESS-FAMILY and ADDITIONAL-ADDRESS-FAMILY: 400."
  if (family !== undefined && second !== undefined) return refusal(400);
  // 7. "If the server does not support the address family [...], 440 (Address Family not Supported)."
  if (family !== undefined && family !== FAMILY.ipv4) return refusal(440);
  // 9. "ADDITIONAL-ADDRESS-FAMILY attribute with value 0x01 [or with EVEN-PORT's R bit set to 1]: 400."
  if (second === FAMILY.ipv4 || (second !== undefined && even)) return refusal(400);

  // 8. EVEN-PORT can always be satisfied: every first port of a host is even and the next one is free.
  return { token, reservesNext: even === true, wantsSecondFamily: second !== undefined };
}

function repeated(allocation: Allocation, { message, credential, now }: AuthenticatedRequest): Reply {
  const isSame = areEqual(allocation.transactionId, transactionIdOf(message));
  if (!isSame || allocation.credential.username !== credential.username) return refusal(437);
  const wish = wishOf(message);
  return "code" in wish ? wish : granted(allocation, wish, now);
}

/** The success response (RFC 8656 §7.2, at its end). */
function granted(allocation: Allocation, { wantsSecondFamily }: Wish, now: Instant): Success {
  const { client, relayed, expiresAt, reservationToken: token } = allocation;
  return {
    write(writer) {
      writer
        .add(xorRelayedAddress, socketAddressOf(relayed))
        .add(lifetime, Math.ceil((expiresAt - now) / 1_000))
        .add(xorMappedAddress, mappedAddressOf(client));
      if (token) writer.add(reservationToken, token);
      // "If the server does not support the second family, it MUST [...] include an ADDRESS-ERROR-CODE."
      if (wantsSecondFamily) writer.add(addressErrorCode, { family: FAMILY.ipv6, code: 440, reason: "" });
    },
  };
}
