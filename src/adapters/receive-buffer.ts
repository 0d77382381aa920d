import { dlopen, FFIType, ptr } from "bun:ffi";

/** How the C library is called; Bun has no other way to a socket's buffers. */
const PLATFORMS: Readonly<Record<string, { libraries: readonly string[]; level: number; option: number }>> = {
  linux: {
    libraries: ["libc.so.6", `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`],
    level: 1, // SOL_SOCKET
    option: 8, // SO_RCVBUF
  },
  darwin: { libraries: ["libSystem.dylib"], level: 0xffff, option: 0x1002 },
};

const SIGNATURE = {
  setsockopt: {
    args: [FFIType.i32, FFIType.i32, FFIType.i32, FFIType.ptr, FFIType.u32],
    returns: FFIType.i32,
  },
  getsockopt: {
    args: [FFIType.i32, FFIType.i32, FFIType.i32, FFIType.ptr, FFIType.ptr],
    returns: FFIType.i32,
  },
} as const;

/** Linux reports twice what was granted: the other half is for its own bookkeeping (socket(7)). */
const REPORTED_FACTOR = process.platform === "linux" ? 2 : 1;

/**
 * Lets the system keep more datagrams of this socket until they are read: the default of some 200 KiB is full
 * after 90 of them. The system may grant less, and does not say so when asked (`net.core.rmem_max`).
 *
 * @param fd of a UDP socket
 * @param bytes wished for
 * @returns bytes granted; 0 where that cannot be told
 */
export function enlargeReceiveBuffer(fd: number, bytes: number): number {
  const platform = PLATFORMS[process.platform];
  if (!platform) return 0;
  const { libraries, level, option } = platform;
  for (const library of libraries) {
    try {
      const { symbols, close } = dlopen(library, SIGNATURE);
      const value = Int32Array.of(bytes);
      const length = Uint32Array.of(value.byteLength);
      symbols.setsockopt(fd, level, option, ptr(value), value.byteLength);
      const result = symbols.getsockopt(fd, level, option, ptr(value), ptr(length));
      close();
      return result === 0 ? (value[0] ?? 0) / REPORTED_FACTOR : 0;
    } catch {
      // another C library, or none that can be loaded
    }
  }
  return 0;
}
