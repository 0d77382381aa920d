import { dlopen } from "bun:ffi";

// With Bun's own UDP sockets a message there and back costs this process 5 to 6 us, as much as it costs the server.
// With these calls, each for many datagrams, it is 2.4 to 3.6 us, of which the kernel has nine tenths: a program in C
// would cost as much.

/** What of the C library is called. See the section 2 manual pages of the same names. */
export const libc = dlopen("libc.so.6", {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
  setsockopt: { args: ["i32", "i32", "i32", "ptr", "u32"], returns: "i32" },
  send: { args: ["i32", "ptr", "u64", "i32"], returns: "i64" },
  recv: { args: ["i32", "ptr", "u64", "i32"], returns: "i64" },
  recvmmsg: { args: ["i32", "ptr", "u32", "i32", "ptr"], returns: "i32" },
  ppoll: { args: ["ptr", "u64", "ptr", "ptr"], returns: "i32" },
  memcmp: { args: ["ptr", "ptr", "u64"], returns: "i32" },
}).symbols;

/** Values of Linux on all architectures that Bun runs on. */
export const LINUX = {
  AF_INET: 2,
  SOCK_DGRAM: 2,
  SOL_SOCKET: 1,
  SO_RCVBUF: 8,
  SOL_UDP: 17,
  UDP_SEGMENT: 103,
  MSG_DONTWAIT: 0x40,
  POLLIN: 1,
} as const;
