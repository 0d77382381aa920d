import { pageClock } from "./clock.ts";
import { type Gathering, gathered, openGathering } from "./ice-gathering.ts";

/** Two connections of this page, described to each other. */
export interface Loop {
  readonly near: Gathering;
  readonly far: Gathering;
  /** Resolves when both ends of a channel between them are open; undefined where they do not open in time. */
  readonly channels: Promise<{ readonly near: RTCDataChannel; readonly far: RTCDataChannel } | undefined>;
  close(): void;
}

/**
 * Connects this page to itself.
 *
 * @param ms how long that may take
 * @throws where WebRTC is off, or refuses the configuration
 */
export function openLoop(configuration: RTCConfiguration, other: RTCConfiguration, ms: number): Loop {
  const near = openGathering(configuration);
  const far = openGathering(other);
  const channels = new Promise<Awaited<Loop["channels"]>>((resolve) => {
    const cancels = [pageClock.after(ms, () => resolve(undefined))];
    const end = () => {
      for (const cancel of cancels) cancel();
      resolve(undefined);
    };
    far.connection.ondatachannel = ({ channel }) => {
      channel.binaryType = "arraybuffer";
      const check = () => {
        if (near.channel.readyState !== "open" || channel.readyState !== "open") return;
        resolve({ near: near.channel, far: channel });
        end();
      };
      near.channel.addEventListener("open", check);
      channel.addEventListener("open", check);
      check();
    };
    for (const { connection } of [near, far]) {
      connection.addEventListener("connectionstatechange", () => {
        if (connection.connectionState === "failed") end();
      });
    }
    void endWithoutCandidates([near, far], ms).then((isHopeless) => isHopeless && end());
    void describe(near.connection, far.connection).catch(end);
  });
  const close = () => {
    near.connection.close();
    far.connection.close();
  };
  return { near, far, channels, close };
}

/** A connection that has looked at everything and found nothing cannot be reached. */
async function endWithoutCandidates(ends: readonly Gathering[], ms: number): Promise<boolean> {
  await Promise.all(ends.map(({ connection }) => gathered(connection, ms)));
  return ends.some(({ candidates }) => candidates.length === 0);
}

async function describe(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  const pass = (to: RTCPeerConnection) => {
    // Candidates may come before the description that they belong to.
    const waiting: RTCIceCandidate[] = [];
    let isDescribed = false;
    const add = (candidate: RTCIceCandidate) => void to.addIceCandidate(candidate).catch(() => undefined);
    return {
      candidate({ candidate }: RTCPeerConnectionIceEvent) {
        if (!candidate) return;
        if (isDescribed) add(candidate);
        else waiting.push(candidate);
      },
      described() {
        isDescribed = true;
        for (const candidate of waiting.splice(0)) add(candidate);
      },
    };
  };
  const [toFar, toNear] = [pass(far), pass(near)];
  near.addEventListener("icecandidate", toFar.candidate);
  far.addEventListener("icecandidate", toNear.candidate);
  await near.setLocalDescription();
  if (near.localDescription) await far.setRemoteDescription(near.localDescription);
  toFar.described();
  await far.setLocalDescription();
  if (far.localDescription) await near.setRemoteDescription(far.localDescription);
  toNear.described();
}
