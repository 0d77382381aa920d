import type { IceServer, Role } from "#protocol/signaling/messages.ts";
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
  iceServers: readonly IceServer[];
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
  /** Kinds of candidates that each side finds and tells the other; they lead nowhere. */
  readonly finds: Record<Role, readonly string[]> = { sender: [], receiver: [] };
  /** What STUN and TURN servers answer to each side: URL and code. */
  readonly failures: Record<Role, readonly (readonly [url: string, code: number])[]> = {
    sender: [],
    receiver: [],
  };
  /** With which servers each search for a path began, in order. */
  readonly searches: { readonly role: Role; readonly iceServers: readonly IceServer[] }[] = [];
  /** While true, nothing passes and nobody notices: a device lost its power. */
  frozen = false;

  /** How many connections were made. */
  get connections(): number {
    return this.#ends.filter(({ role }) => role === "sender").length;
  }

  openPeerLink = ({ role, iceServers }: PeerLinkOptions, events: PeerLinkEvents): PeerLink => {
    const end: End = { number: this.#ends.length, role, events, iceServers, other: undefined, isOpen: false };
    this.#ends.push(end);
    // As in a browser, what a link has to say comes after it was made.
    queueMicrotask(() => {
      if (role === "sender") describe(end, "offer");
      this.#search(end);
    });
    return {
      receive: (signal) => this.#receive(end, signal),
      useIceServers(servers) {
        end.iceServers = servers;
      },
      restartIce: () => {
        describe(end, "offer");
        this.#search(end);
      },
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

  #search({ role, iceServers, events }: End): void {
    this.searches.push({ role, iceServers });
    for (const [url, code] of this.failures[role]) events.serverFailed(url, code);
    for (const kind of this.finds[role]) {
      const candidate = `candidate:1 1 udp 41885439 192.0.2.7 50000 typ ${kind} raddr 0.0.0.0 rport 0`;
      events.signal({ type: "signal", candidate: { candidate, sdpMid: "0" } });
    }
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
