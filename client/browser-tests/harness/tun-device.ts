import { dlopen, type Pointer, ptr } from "bun:ffi";
import { constants, openSync } from "node:fs";

/** See the section 2 manual pages of the same names; no packet is so long that 32 bits could not tell it. */
const libc = dlopen("libc.so.6", {
  ioctl: { args: ["i32", "u64", "ptr"], returns: "i32" },
  read: { args: ["i32", "ptr", "u64"], returns: "i32" },
  write: { args: ["i32", "ptr", "u64"], returns: "i32" },
}).symbols;

/** Values of `linux/if_tun.h`, and the layout of `struct ifreq`: a name of 16 bytes, then the flags. */
const TUNSETIFF = 0x4004_54ca;
const IFF_TUN = 0x0001;
const IFF_NO_PI = 0x1000;
const IFREQ = { bytes: 40, flagsAt: 16 } as const;

/** A network device whose other end is this process: it reads the packets sent there and writes those received. */
export class TunDevice {
  readonly fd: number;
  readonly #name: string;

  /**
   * Makes the device, which lives as long as the process. It may be moved to another network namespace.
   *
   * @param file the kernel's own file for such devices, usually /dev/net/tun
   * @throws where the system does not permit it
   */
  constructor(file: string, name: string) {
    this.#name = name;
    this.fd = openSync(file, constants.O_RDWR | constants.O_NONBLOCK);
    const request = new Uint8Array(IFREQ.bytes);
    new TextEncoder().encodeInto(name, request.subarray(0, IFREQ.flagsAt - 1));
    new DataView(request.buffer).setUint16(IFREQ.flagsAt, IFF_TUN | IFF_NO_PI, true);
    if (libc.ioctl(this.fd, TUNSETIFF, ptr(request)) < 0)
      throw new Error(`no TUN device ${name} can be made`);
  }

  /** Reads a packet to this place in memory. @returns its length in bytes, 0 where none is waiting */
  read(at: Pointer, mostBytes: number): number {
    return Math.max(0, libc.read(this.fd, at, mostBytes));
  }

  /** Lets the packet at this place in memory arrive. @throws where the device is down */
  write(at: Pointer, bytes: number): void {
    if (libc.write(this.fd, at, bytes) !== bytes) throw new Error(`${this.#name} takes no packet`);
  }
}
