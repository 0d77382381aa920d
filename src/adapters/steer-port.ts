import { FFIType, ptr } from "bun:ffi";
import { readdirSync } from "node:fs";
import { endianness } from "node:os";
import type { SteerPort } from "../ports/steer-port.ts";
import { openCLibrary, SOCKET_OPTIONS } from "./c-library.ts";

/** Linux's numbers (socket(7)). */
const LINUX = { SOL_SOCKET: 1, SO_ACCEPTCONN: 30, SO_ATTACH_REUSEPORT_CBPF: 51 } as const;

/** "Return this number", in the language of BPF. */
const BPF_RETURN = 0x06;

/** Room for any socket's address, the port of which stands at its second byte. */
const ADDRESS_BYTES = 128;

const SIGNATURE = {
  ...SOCKET_OPTIONS,
  getsockname: { args: [FFIType.i32, FFIType.ptr, FFIType.ptr], returns: FFIType.i32 },
} as const;

type Calls = NonNullable<ReturnType<typeof openCLibrary<typeof SIGNATURE>>>["symbols"];

/**
 * Gives the listeners of a port that share it (SO_REUSEPORT) a program which chooses among them. Without it the
 * system deals connections out to all, and those that wait for one which closes are lost.
 */
export const steerPort: SteerPort = (port, index) => {
  if (process.platform !== "linux" || endianness() !== "LE") return false;
  const library = openCLibrary(SIGNATURE);
  if (!library) return false;
  const results = listenersOn(library.symbols, port).map((fd) => attach(library.symbols, fd, index));
  library.close();
  return results.length > 0 && results.every((result) => result === 0);
};

function attach({ setsockopt }: Calls, fd: number, index: number): number {
  const instruction = new DataView(new ArrayBuffer(8));
  instruction.setUint16(0, BPF_RETURN, true);
  instruction.setUint32(4, index, true);
  const program = new DataView(new ArrayBuffer(16));
  program.setUint16(0, 1, true); // instructions
  program.setBigUint64(8, BigInt(ptr(instruction)), true);
  const option = LINUX.SO_ATTACH_REUSEPORT_CBPF;
  return setsockopt(fd, LINUX.SOL_SOCKET, option, ptr(program), program.byteLength);
}

/** This process's sockets that listen there: Bun does not tell those of its servers. */
function listenersOn(calls: Calls, port: number): number[] {
  return openFiles().filter((fd) => isListening(calls, fd) && portOf(calls, fd) === port);
}

function openFiles(): number[] {
  try {
    return readdirSync("/proc/self/fd").map(Number);
  } catch {
    return [];
  }
}

function isListening({ getsockopt }: Calls, fd: number): boolean {
  const value = new Int32Array(1);
  const length = Uint32Array.of(value.byteLength);
  const result = getsockopt(fd, LINUX.SOL_SOCKET, LINUX.SO_ACCEPTCONN, ptr(value), ptr(length));
  return result === 0 && value[0] === 1;
}

function portOf({ getsockname }: Calls, fd: number): number {
  const address = new DataView(new ArrayBuffer(ADDRESS_BYTES));
  const length = Uint32Array.of(ADDRESS_BYTES);
  getsockname(fd, ptr(address), ptr(length));
  return address.getUint16(2);
}
