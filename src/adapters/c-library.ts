import { dlopen, type FFIFunction, type Library } from "bun:ffi";

/** glibc, or musl under the name of the machine. */
const LINUX = ["libc.so.6", `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`];

const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  linux: LINUX,
  darwin: ["libSystem.dylib"],
};

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
