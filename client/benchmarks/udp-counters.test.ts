import { expect, test } from "bun:test";
import { receiveBufferErrors } from "./udp-counters.ts";

const SNMP = [
  "Icmp: InMsgs RcvbufErrors",
  "Icmp: 1 2",
  "Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors",
  "Udp: 900 3 41 800 40 0",
  "UdpLite: InDatagrams RcvbufErrors",
  "UdpLite: 5 6",
  "",
].join("\n");

test("[BENCH1] dropped datagrams are those of UDP, and a kernel that tells none is refused", () => {
  expect(receiveBufferErrors(SNMP)).toBe(40);
  expect(() => receiveBufferErrors("Udp: InDatagrams\nUdp: 900\n")).toThrow("RcvbufErrors");
});
