import type { FoundCandidate } from "../diagnostics/probes.ts";
import { pageClock } from "./clock.ts";

/** "STUN host lookup received error.", as Chromium says it. */
const LOOKUP = /host lookup/i;

/** A connection that makes one channel and says what it finds. */
export interface Gathering {
  readonly connection: RTCPeerConnection;
  readonly channel: RTCDataChannel;
  readonly candidates: readonly FoundCandidate[];
  /** Of a server that gave no use; 701 where no answer came. */
  errorCode(): number | undefined;
  /** Whether the server's name could not be looked up. Chromium only. */
  isNameUnknown(): boolean;
  /** Whether it has looked at everything. */
  hasEnded(): boolean;
}

/** Opens a connection that looks for candidates as soon as it is described. @throws where WebRTC is off */
export function openGathering(configuration: RTCConfiguration): Gathering {
  const connection = new RTCPeerConnection(configuration);
  const channel = connection.createDataChannel("diagnostics", { ordered: true });
  channel.binaryType = "arraybuffer";
  const candidates: FoundCandidate[] = [];
  let errorCode: number | undefined;
  let isNameUnknown = false;
  connection.addEventListener("icecandidate", ({ candidate }) => {
    const { type, address } = candidate ?? {};
    if (type && address) candidates.push({ type, address });
  });
  connection.addEventListener("icecandidateerror", (event) => {
    if (LOOKUP.test(event.errorText)) isNameUnknown = true;
    errorCode = Math.min(errorCode ?? Number.POSITIVE_INFINITY, event.errorCode);
  });
  return {
    connection,
    channel,
    candidates,
    errorCode: () => errorCode,
    isNameUnknown: () => isNameUnknown,
    hasEnded: () => connection.iceGatheringState === "complete",
  };
}

/** Resolves when a connection has looked at everything, or after so long. */
export function gathered(connection: RTCPeerConnection, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancel = pageClock.after(ms, resolve);
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState !== "complete") return;
      cancel();
      resolve();
    });
  });
}
