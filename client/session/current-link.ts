import type { IceServer, Role, Signal } from "#protocol/signaling/messages.ts";
import type { Path } from "./machine.ts";
import type { LinkSignal, PeerLink, PeerLinkEvents, SessionPorts } from "./ports.ts";

export interface CurrentLinkOptions {
  readonly role: Role;
  readonly iceServers: readonly IceServer[];
  /** Which of the session's lanes it is for. */
  readonly lane: number;
}

export interface CurrentLinkEvents extends Omit<PeerLinkEvents, "signal"> {
  /** To be carried to the other peer, with what tells it apart from others. */
  signal(signal: Signal): void;
}

type Ports = Pick<SessionPorts, "openPeerLink" | "iceChoice">;

/**
 * The peer connection that a lane has at present, if any. Connections are numbered: what is on its way for an
 * older one is dropped, and so is what an older one still tells of its end.
 */
export class CurrentLink {
  readonly #options: CurrentLinkOptions;
  readonly #ports: Ports;
  readonly #events: CurrentLinkEvents;
  #iceServers: readonly IceServer[];
  #link: PeerLink | undefined;
  #token: object = {};
  #number: number;

  /** @param number of the connection that comes first, or that there was before */
  constructor(options: CurrentLinkOptions, ports: Ports, events: CurrentLinkEvents, number = 0) {
    this.#options = options;
    this.#ports = ports;
    this.#events = events;
    this.#iceServers = options.iceServers;
    this.#number = number;
  }

  get number(): number {
    return this.#number;
  }

  get iceServers(): readonly IceServer[] {
    return this.#iceServers;
  }

  /** Takes the place of an older one. @throws where the browser refuses to make a connection */
  open(number: number): void {
    this.close();
    this.#number = number;
    const { role, lane } = this.#options;
    const token = {};
    this.#token = token;
    const whileCurrent =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        if (token === this.#token) act(...args);
      };
    const events = this.#events;
    const from = { connection: number, ...(lane > 0 && { lane }) };
    this.#link = this.#ports.openPeerLink(
      { role, iceServers: this.#iceServers, iceChoice: this.#ports.iceChoice },
      {
        signal: whileCurrent((signal: LinkSignal) => events.signal({ ...signal, ...from })),
        channel: whileCurrent(events.channel),
        failed: whileCurrent(events.failed),
        doubtful: whileCurrent(events.doubtful),
        recovered: whileCurrent(events.recovered),
        serverFailed: whileCurrent(events.serverFailed),
      },
    );
  }

  /** A signal of another connection is none of this one's business. */
  receive(signal: LinkSignal): void {
    if ((signal.connection ?? 0) === this.#number) this.#link?.receive(signal);
  }

  /** For whatever is tried from now on, under the present connection and the next ones (PAGE11). */
  useIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    this.#link?.useIceServers(iceServers);
  }

  restartIce(): void {
    this.#link?.restartIce();
  }

  /** The path in use; undefined while it cannot be told. */
  async path(): Promise<Path | undefined> {
    return this.#link?.path();
  }

  /** Largest message that the other side takes, in bytes. */
  maxMessageBytes(): number {
    return this.#link?.maxMessageBytes() ?? 0;
  }

  close(): void {
    const link = this.#link;
    this.#link = undefined;
    this.#token = {};
    link?.close();
  }
}
