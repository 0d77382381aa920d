import { ptr } from "bun:ffi";
import { openCLibrary, SOCKET_OPTIONS } from "./c-library.ts";

/** SOL_SOCKET and SO_RCVBUF. */
const PLATFORMS: Readonly<Record<string, { readonly level: number; readonly option: number }>> = {
  linux: { level: 1, option: 8 },
  darwin: { level: 0xffff, option: 0x1002 },
};

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
  const library = platform && openCLibrary(SOCKET_OPTIONS);
  if (!library) return 0;
  const { level, option } = platform;
  const value = Int32Array.of(bytes);
  const length = Uint32Array.of(value.byteLength);
  library.symbols.setsockopt(fd, level, option, ptr(value), value.byteLength);
  const result = library.symbols.getsockopt(fd, level, option, ptr(value), ptr(length));
  library.close();
  return result === 0 ? (value[0] ?? 0) / REPORTED_FACTOR : 0;
}
