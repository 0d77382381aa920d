import { dlopen, FFIType, ptr } from "bun:ffi";

/** How setsockopt is called; Bun has no other way to a socket's buffers. */
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
} as const;

/**
 * Lets the system keep more datagrams of this socket until they are read: the default of some 200 KiB is full
 * after 90 of them. The system may grant less (`net.core.rmem_max`).
 *
 * @param fd of a UDP socket
 * @returns whether the system took the request
 */
export function enlargeReceiveBuffer(fd: number, bytes: number): boolean {
  const platform = PLATFORMS[process.platform];
  for (const library of platform?.libraries ?? []) {
    try {
      const { symbols, close } = dlopen(library, SIGNATURE);
      const value = Int32Array.of(bytes);
      const result = symbols.setsockopt(fd, platform?.level ?? 0, platform?.option ?? 0, ptr(value), 4);
      close();
      return result === 0;
    } catch {
      // another C library, or none that can be loaded
    }
  }
  return false;
}
