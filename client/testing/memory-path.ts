import type { LinkSignal, PeerLink, PeerLinkEvents, PeerLinkOptions } from "../session/ports.ts";

/** What a test does to messages on their way: change them, or lose them by returning undefined. */
export type Tamper = <M extends string | ArrayBuffer>(
  message: M,
  from: PeerLinkOptions["role"],
) => M | undefined;

interface End {
  readonly number: number;
  readonly role: PeerLinkOptions["role"];
  readonly events: PeerLinkEvents;
  other: End | undefined;
  isOpen: boolean;
}

/**
 * Peer links without a network. A sender's link and the receiver's that answers it connect once a signal went
 * each way, and then carry messages in order, each in a turn of its own.
 */
export class MemoryPath {
  readonly #ends: End[] = [];
  /** What waits until the network is back, as in the transport below a data channel. */
  #stalled: (() => void)[] | undefined;
  /** Set by a test; messages pass unchanged without it. */
  tamper: Tamper = (message) => message;
  /** While true, signals lead to nothing: there is no way between the two. */
  blocked = false;
  /** While true, nothing passes and nobody notices: a device lost its power. */
  frozen = false;

  /** How many connections were made. */
  get connections(): number {
    return this.#ends.filter(({ role }) => role === "sender").length;
  }

  openPeerLink = ({ role }: PeerLinkOptions, events: PeerLinkEvents): PeerLink => {
    const end: End = { number: this.#ends.length, role, events, other: undefined, isOpen: false };
    this.#ends.push(end);
    // As in a browser, what a link has to say comes after it was made.
    if (role === "sender") queueMicrotask(() => describe(end, "offer"));
    return {
      receive: (signal) => this.#receive(end, signal),
      restartIce: () => describe(end, "offer"),
      path: async () => "direct",
      maxMessageBytes: () => 65_536,
      close: () => this.#close(end),
    };
  };

  /** One side finds a candidate long after both are connected. */
  sendLateSignal(role: PeerLinkOptions["role"]): void {
    const late = { candidate: "candidate:late", sdpMid: "0", sdpMLineIndex: 0 };
    this.#ends.findLast((end) => end.role === role)?.events.signal({ type: "signal", candidate: late });
  }

  /** All channels close, as when a browser is killed and the network tells. */
  cut(): void {
    if (this.frozen) return;
    for (const end of this.#ends) {
      if (!end.isOpen) continue;
      end.isOpen = false;
      queueMicrotask(() => end.events.closed());
    }
  }

  /** Every browser gives its connection up. */
  failAll(): void {
    for (const end of this.#ends) end.events.failed();
  }

  /** Only the receiver's channel closes. */
  cutAtReceiver(): void {
    for (const end of this.#ends) {
      if (!end.isOpen || end.role === "sender") continue;
      end.isOpen = false;
      queueMicrotask(() => end.events.closed());
    }
  }

  /** The network goes away below the open channel, until one side restarts ICE. */
  stall(): void {
    this.hold();
    for (const end of this.#ends) if (end.isOpen) end.events.doubtful();
  }

  /** Messages wait, and nobody notices. */
  hold(): void {
    this.#stalled = [];
  }

  /** What waited is delivered. */
  release(): void {
    const waiting = this.#stalled ?? [];
    this.#stalled = undefined;
    for (const deliver of waiting) deliver();
  }

  #receive(end: End, signal: LinkSignal): void {
    if (!("description" in signal) || this.blocked) return;
    const other = this.#ends[Number(signal.description.sdp)];
    end.other = other;
    if (signal.description.type === "offer") describe(end, "answer");
    else if (other?.isOpen) this.#resume(end, other);
    else if (other) this.#connect(other, end);
  }

  #connect(first: End, second: End): void {
    for (const end of [first, second]) {
      end.isOpen = true;
      end.events.open({
        sendText: (text) => this.#carry(end, text),
        sendBytes: (bytes) => this.#carry(end, new Uint8Array(bytes).buffer),
        isOpen: () => end.isOpen,
        isFull: () => false,
        drained: () => Promise.resolve(),
      });
    }
  }

  #resume(...ends: readonly End[]): void {
    this.release();
    for (const end of ends) end.events.recovered();
  }

  #close(end: End): void {
    for (const side of [end, end.other]) {
      if (!side?.isOpen || this.frozen) continue;
      side.isOpen = false;
      queueMicrotask(() => side.events.closed());
    }
  }

  #carry(from: End, message: string | ArrayBuffer): void {
    const to = from.other;
    if (!from.isOpen || !to) return;
    const deliver = () => {
      if (!to.isOpen) return;
      const carried = this.tamper(message, from.role);
      if (this.frozen) return;
      if (typeof carried === "string") to.events.text(carried);
      else if (carried) to.events.bytes(carried);
    };
    if (this.#stalled) this.#stalled.push(deliver);
    else queueMicrotask(deliver);
  }
}

function describe({ number, events }: End, type: "offer" | "answer"): void {
  events.signal({ type: "signal", description: { type, sdp: String(number) } });
}
