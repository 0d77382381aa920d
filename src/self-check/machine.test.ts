import { expect, test } from "bun:test";
import {
  addressesResult,
  bufferResult,
  clockResult,
  openFilesResult,
  proxyResult,
  publicUrlResult,
} from "./machine.ts";

const CONTAINER = { inContainer: true, gateway: "172.17.0.1", networks: ["172.17.0.2/16"] };
const HOST = { inContainer: false, gateway: "192.168.1.1", networks: ["192.168.1.5/24"] };

test.each([
  [21_000, "ok"],
  [undefined, "ok"],
  [20_000, "warn"],
  [1_024, "warn"],
] as const)("[DIAG9] %p open files for 10,000 sessions are %s", (limit, result) => {
  expect(openFilesResult(limit, 10_000)).toMatchObject({ result });
});

test("[DIAG9] too few open files are told with what would be enough, and with what they are enough for", () => {
  const { mend } = openFilesResult(20_000, 10_000);
  expect(mend).toContain("21000");
  expect(mend).toContain("MAX_SESSIONS to 9500");
  expect(openFilesResult(100, 10_000).mend).toContain("MAX_SESSIONS to 1 ");
});

test.each([
  ["1970", 0, "warn"],
  ["2025", 1_767_000_000_000, "warn"],
  ["2026", 1_795_000_000_000, "ok"],
  ["2100", 4_102_444_800_001, "warn"],
] as const)("[DIAG9] a clock that says %s is %s", (_, wall, result) => {
  expect(clockResult(wall)).toMatchObject({ result });
});

test.each([
  [undefined, "off"],
  [212_992, "warn"],
  [4_194_304, "ok"],
] as const)("[DIAG9] a receive buffer of %p bytes is %s", (bytes, result) => {
  expect(bufferResult(bytes, 4_194_304)).toMatchObject({ result });
});

test.each([
  ["a container that knows only its own address", undefined, [], ["172.17.0.2"], "warn"],
  ["a container with PUBLIC_URL", "http://nas:8080", [], ["172.17.0.2"], "ok"],
  ["a container on the host's network", undefined, ["192.168.1.5"], [], "ok"],
  ["a machine without a network", undefined, [], [], "ok"],
] as const)("[DIAG9] the printed addresses of %s", (_, publicUrl, lan, container, result) => {
  expect(publicUrlResult(publicUrl, { lan, container })).toMatchObject({ result });
});

test("[DIAG9] what may hide addresses is told", () => {
  expect(addressesResult(HOST)).toEqual({ result: "ok" });
  expect(addressesResult(CONTAINER).mend).toContain("sharedAddressSockets");
  expect(proxyResult(false)).toEqual({ result: "ok" });
  expect(proxyResult(true).mend).toContain("TRUST_PROXY");
});
