import { describe, expect, test } from "bun:test";
import { clientOf } from "./client.ts";

const keyOf = (address: string) => clientOf(address, false, 7).key;

describe("a client", () => {
  test.each([
    ["an IPv4 address", "192.168.1.20", "192.168.1.20"],
    ["an IPv4 address inside an IPv6 one", "::ffff:192.168.1.20", "192.168.1.20"],
    ["the same in hexadecimal", "::ffff:c0a8:114", "192.168.1.20"],
    ["an IPv6 /64", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["a link-local network", "fe80::1", "fe80::/64"],
    ["this machine over IPv6", "::1", "::/64"],
  ])("[SIG16] is %s", (_, address, key) => {
    expect(clientOf(address, false, 7)).toEqual({ key });
  });

  test("[SIG16] is one however it writes or changes its address within a /64, another one in the next", () => {
    const key = keyOf("2001:db8::1");
    for (const same of ["2001:DB8:0:0::2", "2001:0db8:0000:0000:ffff:ffff:ffff:ffff", "2001:db8::"]) {
      expect(keyOf(same)).toBe(key);
    }
    expect(keyOf("2001:db8:0:1::1")).not.toBe(key);
  });

  test.each(["", "unknown", "192.168.1.20:4711", "<script>", "999.1.1.1", "2001:db8::zz"])(
    "[SIG16] with an address that is none (%p) shares its limits with all others like it",
    (address) => {
      expect(clientOf(address, false, 7)).toEqual({ key: "unknown" });
    },
  );

  test("[SIG18] behind a shared address is one connection, and known by the address together", () => {
    expect(clientOf("172.17.0.1", true, 7)).toEqual({ key: "connection 7", sharedKey: "172.17.0.1" });
    expect(clientOf("::ffff:172.17.0.1", true, 8)).toEqual({ key: "connection 8", sharedKey: "172.17.0.1" });
  });
});
