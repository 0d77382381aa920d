import type { PeerLink, PeerLinkEvents, PeerLinkOptions } from "../session/ports.ts";

/** What a test does to messages on their way: change them, or lose them by returning undefined. */
export type Tamper = <M extends string | ArrayBuffer>(
  message: M,
  from: PeerLinkOptions["role"],
) => M | undefined;

interface End {
  readonly role: PeerLinkOptions["role"];
  readonly events: PeerLinkEvents;
  open: boolean;
}

/**
 * Two peer links without a network. They connect once a signal went each way, and then carry messages in
 * order, each in a turn of its own.
 */
export class MemoryPath {
  readonly #ends: End[] = [];
  /** Set by a test; messages pass unchanged without it. */
  tamper: Tamper = (message) => message;
  /** While true, signals lead to nothing: there is no way between the two. */
  blocked = false;
  /** While true, nothing passes and nobody notices: a device lost its power. */
  frozen = false;

  openPeerLink = ({ role }: PeerLinkOptions, events: PeerLinkEvents): PeerLink => {
    const end: End = { role, events, open: false };
    this.#ends.push(end);
    if (role === "sender") events.signal({ type: "signal", description: { type: "offer", sdp: "memory" } });
    return {
      receive: (signal) => {
        if (!("description" in signal)) return;
        if (role === "receiver") {
          events.signal({ type: "signal", description: { type: "answer", sdp: "memory" } });
        } else if (!this.blocked) this.#connect();
      },
      path: async () => "direct",
      maxMessageBytes: () => 65_536,
      close: () => this.cut(),
    };
  };

  /** One side finds a candidate long after both are connected. */
  sendLateSignal(role: PeerLinkOptions["role"]): void {
    const late = { candidate: "candidate:late", sdpMid: "0", sdpMLineIndex: 0 };
    this.#ends.find((end) => end.role === role)?.events.signal({ type: "signal", candidate: late });
  }

  /** Both channels close, as when a browser is killed and the network tells. */
  cut(): void {
    if (this.frozen) return;
    for (const end of this.#ends.splice(0)) {
      if (!end.open) continue;
      end.open = false;
      queueMicrotask(() => end.events.closed());
    }
  }

  #connect(): void {
    const [a, b] = this.#ends;
    if (!a || !b) throw new Error("one side is missing");
    for (const [end, other] of [
      [b, a],
      [a, b],
    ] as const) {
      end.open = true;
      end.events.open({
        sendText: (text) => this.#carry(end, other, text),
        sendBytes: (bytes) => this.#carry(end, other, new Uint8Array(bytes).buffer),
        isFull: () => false,
        drained: () => Promise.resolve(),
      });
    }
  }

  #carry(from: End, to: End, message: string | ArrayBuffer): void {
    if (!from.open) return;
    queueMicrotask(() => {
      if (!to.open) return;
      const carried = this.tamper(message, from.role);
      if (this.frozen) return;
      if (typeof carried === "string") to.events.text(carried);
      else if (carried) to.events.bytes(carried);
    });
  }
}
