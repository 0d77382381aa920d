import type { IceServer, Role } from "#protocol/signaling/messages.ts";
import { decodeControls, encodeControl, joinControls } from "#protocol/transfer/codec.ts";
import type { ControlMessage } from "#protocol/transfer/messages.ts";
import type { LinkSignal, PeerLink, PeerLinkEvents, PeerLinkOptions } from "../session/ports.ts";
import { MemoryChannel, type Message } from "./memory-channel.ts";

/** What a test does to messages on their way: change them, or lose them by returning undefined. */
export type Tamper = <M extends Message>(message: M, from: Role, lane: number) => M | undefined;

interface End {
  readonly number: number;
  readonly role: Role;
  readonly events: PeerLinkEvents;
  iceServers: readonly IceServer[];
  other: End | undefined;
  channel: MemoryChannel | undefined;
  isClosed: boolean;
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
  /** Set by a test: changes what a control message says, and makes it whole again. */
  rewrite: (message: ControlMessage, from: Role) => ControlMessage = (message) => message;
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

  /** Which lanes are open, at the sender's side. */
  get openLanes(): readonly number[] {
    const channels = this.#open().filter(({ role }) => role === "sender");
    return channels.map(({ channel }) => channel?.lane ?? 0).sort();
  }

  openPeerLink = ({ role, iceServers }: PeerLinkOptions, events: PeerLinkEvents): PeerLink => {
    const end: End = {
      number: this.#ends.length,
      role,
      events,
      iceServers,
      other: undefined,
      channel: undefined,
      isClosed: false,
    };
    this.#ends.push(end);
    if (role === "sender") this.#makeChannel(end);
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
  sendLateSignal(role: Role): void {
    const late = { candidate: "candidate:late", sdpMid: "0", sdpMLineIndex: 0 };
    this.#ends.findLast((end) => end.role === role)?.events.signal({ type: "signal", candidate: late });
  }

  /** Channels close, all of them or those of one lane, as when a browser is killed and the network tells. */
  cut(lane?: number): void {
    if (this.frozen) return;
    for (const { channel } of this.#open(lane)) channel?.close();
  }

  /** Every browser gives its connections up, or one side's. */
  failAll(role?: Role): void {
    for (const end of this.#ends) if (role === undefined || end.role === role) end.events.failed();
  }

  /** Both browsers have found a path, and no channel is open on it yet. */
  find(): void {
    for (const { events, isClosed } of this.#ends) if (!isClosed) events.recovered();
  }

  /** Only the receiver's channel closes. */
  cutAtReceiver(): void {
    for (const { role, channel } of this.#open()) if (role === "receiver") channel?.close();
  }

  /** The path of a lane is shaky. */
  disturb(lane: number): void {
    for (const { events } of this.#open(lane)) events.doubtful();
  }

  /** The network goes away below the open channels, until one side restarts ICE. */
  stall(): void {
    this.hold();
    for (const { events } of this.#open()) events.doubtful();
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

  #open(lane?: number): End[] {
    return this.#ends.filter(
      ({ channel }) => channel?.isOpen() && (lane === undefined || channel.lane === lane),
    );
  }

  #makeChannel(end: End): void {
    const channel = new MemoryChannel((message) => this.#carry(end, message));
    end.channel = channel;
    end.events.channel({ channel });
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
    if (!other || other.isClosed || end.isClosed) return;
    end.other = other;
    if (signal.description.type === "offer") describe(end, "answer");
    else if (other.channel?.isOpen()) this.#resume(end, other);
    else this.#connect(other, end);
  }

  #connect(...ends: readonly End[]): void {
    for (const end of ends) if (end.role === "receiver") this.#makeChannel(end);
    for (const { channel } of ends) channel?.open();
  }

  #resume(...ends: readonly End[]): void {
    this.release();
    for (const end of ends) end.events.recovered();
  }

  #close(end: End): void {
    end.isClosed = true;
    for (const side of [end, end.other]) if (!this.frozen) side?.channel?.close();
  }

  #carry(from: End, message: Message): void {
    const deliver = () => {
      const { channel, other } = from;
      channel?.left(message);
      if (!channel?.isOpen() || !other?.channel?.isOpen()) return;
      const carried = this.tamper(this.#rewritten(message, from.role), from.role, channel.lane);
      if (carried !== undefined && !this.frozen) other.channel.arrive(carried);
    };
    if (this.#stalled) this.#stalled.push(deliver);
    else setImmediate(deliver);
  }

  #rewritten(message: Message, from: Role): Message {
    if (typeof message !== "string") return message;
    return joinControls(decodeControls(message).map((said) => encodeControl(this.rewrite(said, from))));
  }
}

function describe({ number, events }: End, type: "offer" | "answer"): void {
  events.signal({ type: "signal", description: { type, sdp: String(number) } });
}
