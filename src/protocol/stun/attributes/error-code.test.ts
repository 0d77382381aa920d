import { describe, expect, test } from "bun:test";
import { addressErrorCode } from "../../turn/attributes/address-error-code.ts";
import { FAMILY } from "../../turn/attributes/address-family.ts";
import { errorCode } from "./error-code.ts";

const PAD = new Uint8Array(16);
const hex = (text: string) => new TextEncoder().encode(text).toHex();

/** Neither may hold any of these. */
const REFUSED = [
  ["nothing", "", "truncated"],
  ["three bytes", "000004", "truncated"],
  ["class 0", "00000000", "bad-value"],
  ["class 2", "00000201", "bad-value"],
  ["class 7", "00000700", "bad-value"],
  ["number 100", "00000464", "bad-value"],
  ["number 255", "000004ff", "bad-value"],
] as const;

describe("ERROR-CODE", () => {
  test.each([
    [300, "Try Alternate", "00000300"],
    [400, "Bad Request", "00000400"],
    [401, "Unauthenticated", "00000401"],
    [403, "Forbidden", "00000403"],
    [420, "Unknown Attribute", "00000414"],
    [437, "Allocation Mismatch", "00000425"],
    [438, "Stale Nonce", "00000426"],
    [440, "Address Family not Supported", "00000428"],
    [441, "Wrong Credentials", "00000429"],
    [442, "Unsupported Transport Protocol", "0000042a"],
    [443, "Peer Address Family Mismatch", "0000042b"],
    [486, "Allocation Quota Reached", "00000456"],
    [500, "Server Error", "00000500"],
    [508, "Insufficient Capacity", "00000508"],
    [699, "Zürich \u{1f600}", "00000663"],
    [400, "", "00000400"],
  ])("[STUN4] %i %s decodes and encodes back", (code, reason, head) => {
    const wire = head + hex(reason);
    expect(errorCode.type).toBe(0x0009);
    expect(errorCode.decode(Uint8Array.fromHex(wire), PAD)).toEqual({ code, reason });
    expect(errorCode.encode({ code, reason }, PAD).toHex()).toBe(wire);
  });

  test("[STUN4] reserved bits are ignored, and a reason that is not UTF-8 is no reason to refuse the code", () => {
    expect(errorCode.decode(Uint8Array.fromHex("fffffc01"), PAD)).toEqual({ code: 401, reason: "" });
    expect(errorCode.decode(Uint8Array.fromHex("0000040161ff"), PAD)).toEqual({
      code: 401,
      reason: "a\ufffd",
    });
  });

  test.each(REFUSED)("[STUN4] %s is refused", (_, wire, code) => {
    expect(() => errorCode.decode(Uint8Array.fromHex(wire), PAD)).toThrow(expect.objectContaining({ code }));
  });
});

describe("ADDRESS-ERROR-CODE", () => {
  test.each([
    [FAMILY.ipv4, 440, "Address Family not Supported", "01000428"],
    [FAMILY.ipv6, 508, "Insufficient Capacity", "02000508"],
    [FAMILY.ipv6, 440, "", "02000428"],
    [255, 440, "", "ff000428"],
  ])("[STUN4] family %i, %i %s decodes and encodes back", (family, code, reason, head) => {
    const wire = head + hex(reason);
    expect(addressErrorCode.type).toBe(0x8001);
    expect(addressErrorCode.decode(Uint8Array.fromHex(wire), PAD)).toEqual({ family, code, reason });
    expect(addressErrorCode.encode({ family, code, reason }, PAD).toHex()).toBe(wire);
  });

  test("[STUN4] reserved bits are ignored", () => {
    expect(addressErrorCode.decode(Uint8Array.fromHex("02fffc28"), PAD)).toEqual({
      family: FAMILY.ipv6,
      code: 440,
      reason: "",
    });
  });

  test.each(REFUSED)("[STUN4] %s is refused", (_, wire, code) => {
    expect(() => addressErrorCode.decode(Uint8Array.fromHex(wire), PAD)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
