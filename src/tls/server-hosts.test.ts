import { describe, expect, test } from "bun:test";
import { chosenHosts, foundHosts, ownName } from "./server-hosts.ts";

const NOTHING = { publicUrl: undefined, externalHost: undefined, tlsNames: [], mdnsName: undefined };

const machineOf = (name: string, addresses: readonly string[] = []) => ({
  hostName: () => name,
  addresses: () => addresses,
  lanHost: () => "p2p-share-2.local",
});

describe("hosts of the certificate", () => {
  test("[TLS9] chosen ones come from three settings, each in one spelling", () => {
    const chosen = chosenHosts({
      ...NOTHING,
      publicUrl: "https://Files.Example:8443",
      externalHost: "203.0.113.7",
      tlsNames: ["NAS.lan.", "FD00:0::5"],
    });
    expect(chosen).toEqual([
      { setting: "PUBLIC_URL", host: "files.example" },
      { setting: "EXTERNAL_HOST", host: "203.0.113.7" },
      { setting: "TLS_NAMES", host: "nas.lan" },
      { setting: "TLS_NAMES", host: "fd00::5" },
    ]);
    expect(chosenHosts({ ...NOTHING, publicUrl: "http://[fd00::2]:8080" })[0]?.host).toBe("fd00::2");
  });

  test("[TLS9] found ones are names, localhost, and addresses that an address bar takes", () => {
    const addresses = ["192.168.1.5", "fd00::5", "fe80::1", "2001:db8::5"];
    expect(foundHosts({ ...NOTHING, mdnsName: "p2p-share" }, machineOf("NAS.fritz.box", addresses))).toEqual([
      "nas.fritz.box",
      "nas.local",
      "p2p-share.local",
      "p2p-share-2.local",
      "localhost",
      "127.0.0.1",
      "::1",
      "192.168.1.5",
      "fd00::5",
      "2001:db8::5",
    ]);
  });

  test("[TLS9] a name that looks like a number is none of an address", () => {
    expect(foundHosts(NOTHING, machineOf("2024"))).toEqual([
      "2024",
      "2024.local",
      "localhost",
      "127.0.0.1",
      "::1",
    ]);
    expect(chosenHosts({ ...NOTHING, tlsNames: ["0x10"] })[0]?.host).toBe("0x10");
  });

  test.each([
    ["nas", "nas"],
    ["my_nas", "my_nas"],
    ["5f3a21c9d0e1", undefined],
    ["what is this", undefined],
    ["", undefined],
    ["-nas", undefined],
    ["2024", "2024"],
    ["0x10", "0x10"],
    ["192.168.1.5", undefined],
    ["192.168.1.300", undefined],
  ])("[TLS9] a machine that calls itself %p is called %p", (name, own) => {
    expect(ownName(machineOf(name))).toBe(own as string);
  });
});
