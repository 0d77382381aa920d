import type { Candidate, Description } from "#protocol/signaling/messages.ts";
import { iceConfiguration } from "../session/ice-choice.ts";
import type { Path } from "../session/machine.ts";
import type { LinkSignal, PeerLink, PeerLinkEvents, PeerLinkOptions } from "../session/ports.ts";

const CHANNEL_LABEL = "p2p-share";

/** What every WebRTC stack takes where it does not say more (RFC 8841 §6.1). */
const DEFAULT_MAX_MESSAGE_BYTES = 65_536;

/** Opens one peer connection with perfect negotiation; the sender makes the data channel. */
export function openPeerLink(
  { role, iceServers, iceChoice }: PeerLinkOptions,
  events: PeerLinkEvents,
): PeerLink {
  const connection = new RTCPeerConnection(iceConfiguration(iceServers, iceChoice));
  const negotiation = negotiate(connection, role === "receiver", events);

  connection.onconnectionstatechange = () => {
    if (connection.connectionState === "failed") events.failed();
    if (connection.connectionState === "disconnected") events.doubtful();
    if (connection.connectionState === "connected") events.recovered();
  };
  connection.onicecandidateerror = ({ url, errorCode }) => events.serverFailed(url, errorCode);
  // Handed over in the very task in which it is made: later no browser transfers it to a worker any more.
  if (role === "sender") {
    events.channel({ channel: connection.createDataChannel(CHANNEL_LABEL, { ordered: true }) });
  } else {
    connection.ondatachannel = ({ channel }) => {
      connection.ondatachannel = null; // one for each connection; the other side makes no more
      events.channel({ channel });
    };
  }
  return {
    receive: negotiation.receive,
    useIceServers(servers) {
      try {
        connection.setConfiguration(iceConfiguration(servers, iceChoice));
      } catch {
        // A closed connection needs none, and servers that this browser refuses are no reason to lose the path.
      }
    },
    restartIce: () => connection.restartIce(),
    path: () => pathOf(connection),
    maxMessageBytes: () => connection.sctp?.maxMessageSize ?? DEFAULT_MAX_MESSAGE_BYTES,
    close: () => connection.close(),
  };
}

/**
 * Perfect negotiation as in the WebRTC specification (§10.7 of webrtc-pc). Signals are handled one after
 * the other; one that does not fit the connection's state ends nothing.
 */
function negotiate(connection: RTCPeerConnection, polite: boolean, events: PeerLinkEvents) {
  let makingOffer = false;
  let ignoringOffer = false;
  let queue: Promise<void> = Promise.resolve();

  const describe = () => {
    const description = connection.localDescription;
    if (description) events.signal({ type: "signal", description: description.toJSON() as Description });
  };
  connection.onnegotiationneeded = async () => {
    makingOffer = true;
    try {
      await connection.setLocalDescription();
      describe();
    } catch {
      events.failed();
    } finally {
      makingOffer = false;
    }
  };
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) events.signal({ type: "signal", candidate: candidate.toJSON() as Candidate });
  };

  const takeDescription = async (description: Description) => {
    const collides = description.type === "offer" && (makingOffer || connection.signalingState !== "stable");
    ignoringOffer = !polite && collides;
    if (ignoringOffer) return;
    await connection.setRemoteDescription(description as RTCSessionDescriptionInit);
    if (description.type !== "offer") return;
    await connection.setLocalDescription();
    describe();
  };
  const takeCandidate = async (candidate: Candidate) => {
    try {
      await connection.addIceCandidate(candidate as RTCIceCandidateInit);
    } catch (error) {
      if (!ignoringOffer && connection.signalingState !== "closed") throw error;
    }
  };
  const take = async (signal: LinkSignal) => {
    try {
      if ("description" in signal) await takeDescription(signal.description);
      else await takeCandidate(signal.candidate);
    } catch {
      // A description or candidate that this browser refuses: others may still connect, and a deadline runs.
    }
  };
  return {
    receive(signal: LinkSignal) {
      queue = queue.then(() => take(signal));
    },
  };
}

/** Both the selected pair's ends tell: one relay candidate is enough for a relayed path. */
async function pathOf(connection: RTCPeerConnection): Promise<Path | undefined> {
  const stats = await connection.getStats();
  const byId = new Map<string, Record<string, unknown>>();
  stats.forEach((entry: Record<string, unknown>) => void byId.set(String(entry["id"]), entry));
  const entries = [...byId.values()];
  const transport = entries.find(
    (entry) => entry["type"] === "transport" && entry["selectedCandidatePairId"],
  );
  const pair =
    byId.get(String(transport?.["selectedCandidatePairId"])) ??
    entries.find((entry) => entry["type"] === "candidate-pair" && entry["selected"] === true); // Firefox
  if (!pair) return undefined;
  const ends = [pair["localCandidateId"], pair["remoteCandidateId"]].map((id) => byId.get(String(id)));
  return ends.some((end) => end?.["candidateType"] === "relay") ? "relayed" : "direct";
}
