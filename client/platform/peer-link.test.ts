import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { Role } from "#protocol/signaling/messages.ts";
import type { IceChoice } from "../session/ice-choice.ts";
import type { PeerLinkEvents } from "../session/ports.ts";
import { openPeerLink } from "./peer-link.ts";

const STUN = { urls: ["stun:nas.local:3478"] };
const RELAY = { urls: ["turn:nas.local:3478?transport=udp"], username: "u", credential: "p" };

/** As much of a browser's connection as it takes to be made and configured. */
class FakeConnection {
  static latest: FakeConnection | undefined;
  readonly configurations: unknown[] = [];
  isPicky = false;
  onicecandidateerror: ((event: { url: string; errorCode: number }) => void) | undefined;
  ondatachannel: ((event: { channel: object }) => void) | null | undefined;

  constructor(configuration: unknown) {
    FakeConnection.latest = this;
    this.configurations.push(configuration);
  }

  createDataChannel(label: string, options: object): object {
    return { label, ...options };
  }

  setConfiguration(configuration: unknown): void {
    if (this.isPicky) throw new DOMException("no such scheme", "SyntaxError");
    this.configurations.push(configuration);
  }
}

const real = globalThis.RTCPeerConnection;
const channels: object[] = [];
const failures: [url: string, code: number][] = [];
const nothing = () => {};
const events: PeerLinkEvents = {
  signal: nothing,
  channel: ({ channel }) => void channels.push(channel),
  failed: nothing,
  doubtful: nothing,
  recovered: nothing,
  serverFailed: (url, code) => void failures.push([url, code]),
};

beforeEach(() => {
  globalThis.RTCPeerConnection = FakeConnection as unknown as typeof RTCPeerConnection;
});

afterEach(() => {
  globalThis.RTCPeerConnection = real;
  failures.length = 0;
  channels.length = 0;
});

function open(iceChoice: IceChoice, role: Role = "receiver") {
  const link = openPeerLink({ role, iceServers: [STUN, RELAY], iceChoice }, events);
  const connection = FakeConnection.latest;
  if (!connection) throw new Error("no connection was made");
  return { link, connection };
}

describe("a peer connection", () => {
  test.each([
    ["all", [STUN, RELAY], "all"],
    ["relay", [STUN, RELAY], "relay"],
    ["direct", [STUN], "all"],
  ] as const)("[PAGE9] is made, and given other servers, as %s has it", (choice, iceServers, policy) => {
    const { link, connection } = open(choice);
    link.useIceServers([STUN, RELAY]);
    const configuration = { iceServers: [...iceServers], iceTransportPolicy: policy };
    expect(connection.configurations).toEqual([configuration, configuration]);
  });

  test("[PAGE11] that refuses other servers goes on", () => {
    const { link, connection } = open("all");
    connection.isPicky = true;
    link.useIceServers([{ urls: "turn:?" }]);
    expect(connection.configurations).toHaveLength(1);
  });

  test("[PAGE10] tells what STUN and TURN servers answer", () => {
    const { connection } = open("all");
    connection.onicecandidateerror?.({ url: "turn:nas.local:3478?transport=udp", errorCode: 486 });
    expect(failures).toEqual([["turn:nas.local:3478?transport=udp", 486]]);
  });

  test("[XFER15] hands the channel that it makes over while it is made: later no worker can have it", () => {
    open("all", "sender");
    expect(channels).toEqual([{ label: "p2p-share", ordered: true }]);
  });

  test("[XFER15] hands one channel of the other side over, and no more", () => {
    const { connection } = open("all");
    expect(channels).toEqual([]);
    const first = { label: "first" };
    connection.ondatachannel?.({ channel: first });
    connection.ondatachannel?.({ channel: { label: "second" } });
    expect(channels).toEqual([first]);
  });
});
