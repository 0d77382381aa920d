import { FFIType, ptr } from "bun:ffi";
import { endianness } from "node:os";
import { RUN, type SendRun } from "../ports/send-run.ts";
import { openCLibrary } from "./c-library.ts";

/** Linux's numbers, the same on all of its 64-bit machines (udp(7), sendmsg(2)). */
const LINUX = { AF_INET: 2, AF_INET6: 10, SOL_UDP: 17, UDP_SEGMENT: 103, MSG_DONTWAIT: 0x40 } as const;

const SIGNATURE = {
  sendmsg: { args: [FFIType.i32, FFIType.ptr, FFIType.i32], returns: FFIType.i64 },
} as const;

/**
 * One block of memory for all that a call needs; the structures point at each other within it:
 *
 * | at | what |
 * |---|---|
 * | 0 | `msghdr`: address and its length, `iovec` and their number, control data and its length, flags |
 * | 64 | `iovec`: the datagrams and their length |
 * | 80 | `sockaddr_in` or `sockaddr_in6` |
 * | 112 | `cmsghdr` with the length of one datagram (UDP_SEGMENT) |
 * | 256 | the datagrams, one behind the other |
 */
const AT = { message: 0, vector: 64, address: 80, control: 112, data: 256 } as const;

/** Fields of the structures, from each one's beginning. */
const MESSAGE = {
  name: 0,
  nameBytes: 8,
  vectors: 16,
  vectorCount: 24,
  control: 32,
  controlBytes: 40,
} as const;
const VECTOR = { base: 0, bytes: 8 } as const;
const CONTROL = { bytes: 0, level: 8, type: 12, segmentBytes: 16 } as const;

/** A header of 16 bytes and a number of two, without and with the padding behind it. */
const CONTROL_BYTES = { used: 18n, padded: 24n } as const;

/** Undefined where the system has no such call: then each datagram goes alone. */
export function openSendRun(): SendRun | undefined {
  if (process.platform !== "linux" || endianness() !== "LE") return undefined;
  const sendmsg = openCLibrary(SIGNATURE)?.symbols.sendmsg;
  if (!sendmsg) return undefined;
  const memory = new Uint8Array(new ArrayBuffer(AT.data + RUN.maxBytes));
  const view = new DataView(memory.buffer);
  const start = ptr(memory);
  const pointer = (offset: number) => BigInt(start + offset);
  view.setBigUint64(AT.message + MESSAGE.name, pointer(AT.address), true);
  view.setBigUint64(AT.message + MESSAGE.vectors, pointer(AT.vector), true);
  view.setBigUint64(AT.message + MESSAGE.vectorCount, 1n, true);
  view.setBigUint64(AT.message + MESSAGE.control, pointer(AT.control), true);
  view.setBigUint64(AT.message + MESSAGE.controlBytes, CONTROL_BYTES.padded, true);
  view.setBigUint64(AT.vector + VECTOR.base, pointer(AT.data), true);
  view.setBigUint64(AT.control + CONTROL.bytes, CONTROL_BYTES.used, true);
  view.setInt32(AT.control + CONTROL.level, LINUX.SOL_UDP, true);
  view.setInt32(AT.control + CONTROL.type, LINUX.UDP_SEGMENT, true);

  return (fd, { ip, port }, datagrams) => {
    const [first] = datagrams;
    if (!first) return true;
    let bytes = 0;
    for (const datagram of datagrams) {
      memory.set(datagram, AT.data + bytes);
      bytes += datagram.length;
    }
    const isIpv4 = ip.length === 4;
    memory.fill(0, AT.address, AT.control);
    view.setUint16(AT.address, isIpv4 ? LINUX.AF_INET : LINUX.AF_INET6, true);
    view.setUint16(AT.address + 2, port, false);
    memory.set(ip, AT.address + (isIpv4 ? 4 : 8));
    view.setUint32(AT.message + MESSAGE.nameBytes, isIpv4 ? 16 : 28, true);
    view.setUint32(AT.vector + VECTOR.bytes, bytes, true);
    view.setUint16(AT.control + CONTROL.segmentBytes, first.length, true);
    return Number(sendmsg(fd, start, LINUX.MSG_DONTWAIT)) === bytes;
  };
}
