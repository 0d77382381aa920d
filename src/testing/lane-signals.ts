import type { Signal } from "#protocol/signaling/messages.ts";

/** Candidates of one lane: browsers have five to thirteen on a device with one network. */
const CANDIDATES = 20;

/** As long as a browser's own: after an ICE restart a description has the candidates in it as well. */
const DESCRIPTION = { type: "offer", sdp: "v=0".padEnd(2_000, "\r\na=0") } as const;
const CANDIDATE = {
  candidate:
    "candidate:2718281828 1 udp 33562623 203.0.113.77 49152 typ relay raddr 198.51.100.77 rport 51234 generation 0",
  sdpMid: "0",
  sdpMLineIndex: 0,
  usernameFragment: "f00d",
};

/** All that one device says to make so many lanes: descriptions, then the lanes' candidates in turns. */
export function laneSignals(lanes: number, connection: number): Signal[] {
  const numbers = Array.from({ length: lanes }, (_, lane) => lane);
  const of = (lane: number) => ({ type: "signal", connection, lane }) as const;
  return [
    ...numbers.map((lane) => ({ ...of(lane), description: DESCRIPTION })),
    ...Array.from({ length: CANDIDATES }, () =>
      numbers.map((lane) => ({ ...of(lane), candidate: CANDIDATE })),
    ).flat(),
  ];
}
