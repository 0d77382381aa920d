import type { DirectProbe, LoopOutcome, StunProbe } from "../diagnostics/probes.ts";
import { gathered, openGathering } from "./ice-gathering.ts";
import { openLoop } from "./loop-connection.ts";
import { measureLoop } from "./loop-measure.ts";

/** A STUN request without an answer is given up after 8 s or later; an answer takes a round trip. */
const STUN_MS = 5_000;
/** Time for four tries of a request over UDP (RFC 8489 §6.2.1), or for names and certificates over TLS. */
const CONNECT_MS = 5_000;

/** Asks a STUN server for this device's address. */
export async function probeStun(server: RTCIceServer): Promise<StunProbe> {
  const gathering = openGathering({ iceServers: [server] });
  const { connection, candidates } = gathering;
  try {
    const ended = gathered(connection, STUN_MS);
    await connection.setLocalDescription();
    await ended;
    return {
      candidates: [...candidates],
      hasEnded: gathering.hasEnded(),
      hasFailed: gathering.errorCode() !== undefined,
      // Firefox tells its address even where it was known before: there, telling none means that there is none.
      tellsFailures: "onicecandidateerror" in connection && !navigator.userAgent.includes("Firefox/"),
      isNameUnknown: gathering.isNameUnknown(),
    };
  } finally {
    connection.close();
  }
}

/** Connects this page to itself by one relay only, and sends bytes around. */
export async function loopThrough(host: RTCIceServer, guest: RTCIceServer): Promise<LoopOutcome> {
  const through = (server: RTCIceServer): RTCConfiguration => ({
    iceServers: [server],
    iceTransportPolicy: "relay",
  });
  const loop = opened(() => openLoop(through(host), through(guest), CONNECT_MS));
  if (!loop) return { type: "no-webrtc" };
  try {
    const channels = await loop.channels;
    if (channels) return await measureLoop(channels.near, channels.far);
    const ends = [loop.near, loop.far];
    const isAtRelay = ends.every(({ candidates }) => candidates.length > 0);
    if (isAtRelay) return { type: "no-connection" };
    return {
      type: "no-candidate",
      code: ends.map((end) => end.errorCode()).find((code) => code !== undefined),
      isNameUnknown: ends.some((end) => end.isNameUnknown()),
    };
  } finally {
    loop.close();
  }
}

/** Connects this page to itself without any server. */
export async function probeDirect(): Promise<DirectProbe> {
  const loop = opened(() => openLoop({}, {}, CONNECT_MS));
  if (!loop) return { type: "no-webrtc" };
  try {
    const isConnected = (await loop.channels) !== undefined;
    return { type: "tried", candidates: [...loop.near.candidates], isConnected };
  } finally {
    loop.close();
  }
}

function opened<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
