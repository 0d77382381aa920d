import { readAttribute } from "#protocol/stun/message.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { isChannel } from "#protocol/turn/channel-data.ts";
import { hasRoomFor } from "./create-permission.ts";
import { CHANNEL_MS, PERMISSION_MS } from "./lifetime.ts";
import { type Reply, refusal } from "./reply.ts";
import type { AllocationRequest, RelayState } from "./request.ts";

const MAX_CHANNELS = 128;

/** Receiving a ChannelBind request (RFC 8656 §12.2). */
export function channelBind(
  { message, allocation, now }: AllocationRequest,
  { allocations }: RelayState,
): Reply {
  // "The request contains both a CHANNEL-NUMBER and an XOR-PEER-ADDRESS attribute. The channel number is in the
  // range 0x4000 through 0x4FFF (inclusive). [Else] 400 (Bad Request)." For the range see `CHANNEL`.
  const number = readAttribute(message, channelNumber);
  const address = readAttribute(message, xorPeerAddress);
  if (number === undefined || address === undefined || !isChannel(number)) return refusal(400);
  // "[A peer address] of another family than the relayed transport address: 443."
  if (address.ip.length !== 4) return refusal(443);
  // "[An address that is not allowed: ] 403 (Forbidden)."
  const peer = allocations.reachable(allocation, address);
  if (!peer) return refusal(403);

  // "The channel number is not currently bound to a different transport address (same transport address is OK);
  // the transport address is not currently bound to a different channel number."
  const bound = allocation.channel(number);
  const other = allocation.channelTo(peer);
  if ((bound && bound.peer !== peer) || (other && other.number !== number)) return refusal(400);

  // "If the request is valid, but the server is unable to fulfill the request due to some capacity limit or
  // similar, the server replies with a 508 (Insufficient Capacity) error."
  const { host } = peer.relayed;
  const hasRoom = bound !== undefined || allocation.channelCount < MAX_CHANNELS;
  if (!hasRoom || !hasRoomFor(allocation, [host])) return refusal(508);

  // "The server creates or refreshes the channel binding [and] also installs or refreshes a permission for the
  // IP address in the XOR-PEER-ADDRESS attribute."
  allocation.bind(number, peer, now + CHANNEL_MS);
  allocation.permit(host, now + PERMISSION_MS);
  return { write: () => undefined };
}
