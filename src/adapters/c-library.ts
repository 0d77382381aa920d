import { dlopen, type FFIFunction, FFIType, type Library } from "bun:ffi";

/** glibc, or musl under the name of the machine. */
const LINUX = ["libc.so.6", `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`];

const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  linux: LINUX,
  darwin: ["libSystem.dylib"],
};

/** Options of a socket (setsockopt(2)): its number, level, option, value, and the value's length or where that is. */
export const SOCKET_OPTIONS = {
  setsockopt: {
    args: [FFIType.i32, FFIType.i32, FFIType.i32, FFIType.ptr, FFIType.u32],
    returns: FFIType.i32,
  },
  getsockopt: {
    args: [FFIType.i32, FFIType.i32, FFIType.i32, FFIType.ptr, FFIType.ptr],
    returns: FFIType.i32,
  },
} as const;

/** Functions of the system's C library, for what Bun has no call of its own. Undefined where there are none. */
export function openCLibrary<const S extends Record<string, FFIFunction>>(
  signatures: S,
): Library<S> | undefined {
  for (const library of LIBRARIES[process.platform] ?? []) {
    try {
      return dlopen(library, signatures);
    } catch {
      // another C library, or none that has them
    }
  }
  return undefined;
}
