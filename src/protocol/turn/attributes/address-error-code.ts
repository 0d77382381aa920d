import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";
import { errorCode, type StunError } from "../../stun/attributes/error-code.ts";

export interface AddressError extends StunError {
  /** See `FAMILY`. */
  readonly family: number;
}

/** Why there is no relayed address of a family: ERROR-CODE with the family in its first byte (RFC 8656 §18.12). */
export const addressErrorCode: AttributeCodec<AddressError> = {
  type: ATTRIBUTE.addressErrorCode,
  encode({ family, ...error }, pad) {
    const bytes = errorCode.encode(error, pad);
    bytes[0] = family;
    return bytes;
  },
  decode(bytes, pad) {
    return { family: bytes[0] ?? 0, ...errorCode.decode(bytes, pad) };
  },
};
