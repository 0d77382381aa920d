import { describe, expect, test } from "bun:test";
import type { IceServer } from "#protocol/signaling/messages.ts";
import { type IceChoice, iceChoiceIn, iceConfiguration } from "./ice-choice.ts";

const STUN: IceServer = { urls: "stun:nas.local:3478" };
const RELAY: IceServer = {
  urls: ["turn:nas.local:3478?transport=udp", "turns:nas.local:5349?transport=tcp"],
  username: "1800000000:a",
  credential: "b",
};
const MIXED: IceServer = { urls: ["stun:c", "turn:c"], username: "u", credential: "p" };

describe("the choice of paths", () => {
  test.each<[string, IceChoice]>([
    ["", "all"],
    ["?ice=all", "all"],
    ["?ice=relay", "relay"],
    ["?ice=direct", "direct"],
    ["?save=opfs&ice=relay", "relay"],
    ["?ice=RELAY", "all"],
    ["?ice=", "all"],
    ["?ice=relay2", "all"],
    ["?nice=relay", "all"],
    ["?ice=direct&ice=relay", "direct"],
  ])("[PAGE9] in the address %p is %s", (search, choice) => {
    expect(iceChoiceIn(search)).toBe(choice);
  });

  test.each<[IceChoice, "all" | "relay"]>([
    ["all", "all"],
    ["relay", "relay"],
  ])("[PAGE9] %s keeps every server, in order, and its URLs as the server gave them", (choice, policy) => {
    expect(iceConfiguration([STUN, RELAY, MIXED], choice)).toEqual({
      iceServers: [
        { urls: ["stun:nas.local:3478"] },
        { urls: [...RELAY.urls], username: "1800000000:a", credential: "b" },
        { urls: ["stun:c", "turn:c"], username: "u", credential: "p" },
      ],
      iceTransportPolicy: policy,
    });
  });

  test("[PAGE9] direct leaves every relay out, and servers that are nothing else", () => {
    expect(iceConfiguration([STUN, RELAY, MIXED], "direct")).toEqual({
      iceServers: [{ urls: ["stun:nas.local:3478"] }, { urls: ["stun:c"], username: "u", credential: "p" }],
      iceTransportPolicy: "all",
    });
  });
});
