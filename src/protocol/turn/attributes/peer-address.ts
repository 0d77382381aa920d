import { ATTRIBUTE } from "../../stun/attribute.ts";
import { xorAddress } from "../../stun/attributes/xor-address.ts";

/** Whom a permission, a channel, or data is for or from (RFC 8656 §18.3). */
export const xorPeerAddress = xorAddress(ATTRIBUTE.xorPeerAddress);

/** Where others reach the client through its allocation (RFC 8656 §18.5). */
export const xorRelayedAddress = xorAddress(ATTRIBUTE.xorRelayedAddress);
