import { expect, test } from "bun:test";
import { xorPeerAddress, xorRelayedAddress } from "../../turn/attributes/peer-address.ts";
import { xorMappedAddress } from "./xor-address.ts";

/** Magic cookie and transaction id of RFC 5769 §2.2 and §2.3. */
const PAD = Uint8Array.fromHex("2112a442b7e7a701bc34d686fa87dfae");

test.each([
  ["RFC 5769 §2.2 IPv4", "0001a147e112a643", "c0000201", 32_853],
  [
    "RFC 5769 §2.3 IPv6",
    "0002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
    "20010db8123456780011223344556677",
    32_853,
  ],
  ["0.0.0.0:0", "000121122112a442", "00000000", 0],
  ["255.255.255.255:65535", "0001deeddeed5bbd", "ffffffff", 65_535],
  ["[::]:0", "000221122112a442b7e7a701bc34d686fa87dfae", "00".repeat(16), 0],
  [
    "an IPv4 address in IPv6",
    "000221132112a442b7e7a701bc3429797a87dfaf",
    "00000000000000000000ffff80000001",
    1,
  ],
])("[STUN4] %s decodes and encodes back", (_, wire, ip, port) => {
  const address = xorMappedAddress.decode(Uint8Array.fromHex(wire), PAD);
  expect(address).toEqual({ ip: Uint8Array.fromHex(ip), port });
  expect(xorMappedAddress.encode(address, PAD).toHex()).toBe(wire);
});

test.each([
  ["XOR-MAPPED-ADDRESS", xorMappedAddress, 0x0020],
  ["XOR-PEER-ADDRESS", xorPeerAddress, 0x0012],
  ["XOR-RELAYED-ADDRESS", xorRelayedAddress, 0x0016],
])("[STUN4] %s has its own number and the same value", (_, codec, type) => {
  expect(codec.type).toBe(type);
  const address = { ip: Uint8Array.of(192, 0, 2, 1), port: 32_853 };
  expect(codec.encode(address, PAD).toHex()).toBe("0001a147e112a643");
  expect(codec.decode(codec.encode(address, PAD), PAD)).toEqual(address);
});

test("[STUN4] the reserved byte is ignored", () => {
  const wire = Uint8Array.fromHex("ff01a147e112a643");
  expect(xorMappedAddress.decode(wire, PAD)).toEqual({ ip: Uint8Array.of(192, 0, 2, 1), port: 32_853 });
});

test.each([
  ["nothing", "", "truncated"],
  ["no family", "00", "truncated"],
  ["no port", "000121", "truncated"],
  ["IPv4 cut short", "0001a147e112a6", "truncated"],
  ["IPv6 cut short", "0002a1470113a9faa5d3f179bc25f4b5bed2b9", "truncated"],
  ["IPv4 named IPv6", "0002a147e112a643", "truncated"],
  ["IPv6 named IPv4", "0001a1470113a9faa5d3f179bc25f4b5bed2b9d9", "trailing-bytes"],
  ["one byte too many", "0001a147e112a64300", "trailing-bytes"],
  ["family 0", "0000a147e112a643", "bad-value"],
  ["family 3", "0003a147e112a643", "bad-value"],
  ["family 255", "00ffa147e112a643", "bad-value"],
])("[STUN4] refuses an address with %s", (_, wire, code) => {
  expect(() => xorMappedAddress.decode(Uint8Array.fromHex(wire), PAD)).toThrow(
    expect.objectContaining({ code }),
  );
});
