import type { Created, IceServer, Joined, Role, Signal } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import type { DataLink } from "../transfer/ports.ts";
import type { OutgoingFile } from "../transfer/sender.ts";
import { Conversation } from "./conversation.ts";
import { Deadline } from "./deadline.ts";
import type { Ending, Refusal } from "./machine.ts";
import { PeerPath } from "./peer-path.ts";
import type { SessionPorts } from "./ports.ts";
import { receivingSide, sendingSide, type WorkingSide } from "./transfer-side.ts";

/** How long the side that said the last word waits for the other to close. */
const LINGER_MS = 5_000;

/** Where there is a path, it is found within this time. */
const USUAL_SEARCH_MS = 5_000;

/** How often the path is looked at: ICE may find a better one later. */
const PATH_CHECK_MS = 2_000;

export interface MeetingOptions {
  readonly role: Role;
  readonly place: Created | Joined;
  /** What a sender offers. */
  readonly files: readonly OutgoingFile[];
}

export interface MeetingPorts extends SessionPorts {
  /** Carries a signal to the other peer; lost while the server cannot be reached. */
  readonly signal: (signal: Signal) => void;
  readonly canSignal: () => boolean;
}

export interface MeetingEvents {
  /** The conversation is over; the meeting closes by itself once the last word is out. */
  ended(ending: Ending): void;
  /** The other device is there, although the server has given its place up. */
  stillThere(): void;
  /** It never came to a conversation. */
  cannotConnect(why: Refusal): void;
}

/** Two devices that have found each other by a code: the path between them and what they say on it. */
export class Meeting {
  readonly #options: MeetingOptions;
  readonly #ports: MeetingPorts;
  readonly #events: MeetingEvents;
  readonly #path: PeerPath;
  readonly #pathCheck: Deadline;
  readonly #linger: Deadline;
  #conversation: Conversation | undefined;
  #working: WorkingSide | undefined;
  #searchedSince: Instant = 0;
  #hasMet = false;
  #isOver = false;
  /** The server says that the other device will not come back. */
  #hasPeerLeft = false;

  constructor(options: MeetingOptions, ports: MeetingPorts, events: MeetingEvents) {
    this.#options = options;
    this.#ports = ports;
    this.#events = events;
    this.#pathCheck = new Deadline(ports.clock);
    this.#linger = new Deadline(ports.clock);
    const { role, place } = options;
    this.#path = new PeerPath({ role, iceServers: place.iceServers, patienceMs: place.graceMs }, ports, {
      signal: ports.signal,
      open: (link) => this.#channelOpen(link),
      text: (text) => this.#conversation?.text(text),
      bytes: (message) => this.#conversation?.bytes(message),
      doubtful: () => this.#conversation?.doubt(),
      down: () => this.#interrupted(),
      up: () => this.#mended(),
      failed: () => this.#lost(),
    });
  }

  get role(): Role {
    return this.#options.role;
  }

  /** Whether the devices have spoken to each other: from then on they need no server. */
  get hasBegun(): boolean {
    return this.#conversation !== undefined;
  }

  /** Why the devices have not come together although they should have by now; undefined before. */
  get overdue(): Refusal | undefined {
    const searchMs = this.#ports.clock.now() - this.#searchedSince;
    return this.#path.isLooking && searchMs >= USUAL_SEARCH_MS ? this.#path.failure : undefined;
  }

  /** Looks for a path. @throws where the browser has no WebRTC, or does not take the ICE servers */
  connect(): void {
    this.#searchedSince = this.#ports.clock.now();
    this.#path.connect();
  }

  receive(signal: Signal): void {
    this.#path.receive(signal);
  }

  /** This device's line to the server is lost. */
  lineDown(): void {
    this.#path.wait();
  }

  /** For whatever is tried from now on: those before run out (PAGE11). */
  useIceServers(iceServers: readonly IceServer[]): void {
    this.#path.useIceServers(iceServers);
  }

  /** This device's line to the server is back. */
  lineUp(): void {
    this.#retry();
  }

  /** The other device's line to the server is back. */
  peerIsThere(): void {
    this.#hasPeerLeft = false;
    this.#retry();
  }

  /** The other device's line to the server is lost; it may come back. */
  peerIsAway(): void {
    if (this.#path.isUp) this.#conversation?.doubt();
    else this.#path.wait();
  }

  /** The server says that the other device is gone; on an open channel it is asked itself (XFER12). */
  peerHasLeft(): void {
    this.#hasPeerLeft = true;
    if (this.#path.isUp) this.#conversation?.doubt();
    else this.#lost();
  }

  /** The device woke up: a channel that was open before is not believed. */
  wake(): void {
    if (this.#path.isUp) this.#conversation?.doubt();
  }

  accept(): void {
    const side = this.#working?.side;
    if (side && "receiver" in side) side.receiver.accept();
  }

  decline(): void {
    this.#conversation?.lastWord({ type: "decline" }, "declined");
  }

  cancel(): void {
    this.#conversation?.lastWord({ type: "cancel" }, "cancelled");
  }

  /** The page goes away. */
  leave(): void {
    this.#conversation?.lastWord({ type: "bye" }, "cancelled");
  }

  /** Ends everything at once. */
  close(): void {
    this.#isOver = true;
    this.#stopWorking();
    this.#linger.clear();
    this.#path.close();
  }

  #retry(): void {
    this.#searchedSince = this.#ports.clock.now();
    this.#path.retry();
  }

  #channelOpen(link: DataLink): void {
    if (this.#isOver) return;
    const { clock, device, dispatch } = this.#ports;
    const { role, place, files } = this.#options;
    dispatch({ type: "channel-open" });
    this.#conversation ??= new Conversation({
      clock,
      device,
      met: (name) => {
        this.#hasMet = true;
        dispatch({ type: "met", device: name });
      },
      answered: () => this.#answered(),
      silent: () => this.#silent(),
      ended: (ending) => this.#ended(ending),
    });
    this.#working ??=
      role === "sender"
        ? sendingSide(files, this.#conversation, this.#ports)
        : receivingSide(this.#conversation, this.#ports);
    const chunkBytes = Math.min(place.chunkBytes, this.#path.maxMessageBytes());
    this.#conversation.attach(link, this.#working.side, chunkBytes);
    void this.#watchPath();
  }

  /** Nothing is heard on the open channel. */
  #silent(): void {
    if (this.#hasPeerLeft || !this.#hasMet) this.#lost();
    else this.#path.silent();
  }

  #answered(): void {
    if (!this.#hasPeerLeft) return;
    this.#hasPeerLeft = false;
    this.#events.stillThere();
  }

  #interrupted(): void {
    if (this.#isOver) return this.close(); // after the last word this is how a channel ends
    if (this.#hasPeerLeft) return this.#lost();
    this.#conversation?.interrupt();
    const until = this.#ports.clock.now() + this.#options.place.graceMs;
    this.#ports.dispatch({ type: "interrupted", until });
  }

  #mended(): void {
    this.#conversation?.goOn();
    this.#ports.dispatch({ type: "mended" });
  }

  /** There is no way to the other device, or none any more. */
  #lost(): void {
    this.#conversation?.end(this.#conversation.isSettled() ? "finished" : "peer-left");
    this.close();
    if (!this.#conversation) this.#events.cannotConnect(this.#path.failure);
  }

  #ended(ending: Ending): void {
    this.#isOver = true;
    this.#stopWorking();
    this.#linger.set(LINGER_MS, () => this.close());
    this.#events.ended(ending);
  }

  #stopWorking(): void {
    this.#pathCheck.clear();
    this.#working?.stop();
    this.#working = undefined;
  }

  async #watchPath(): Promise<void> {
    // A connection that closes meanwhile has no path to tell.
    const path = await this.#path.path().catch(() => undefined);
    if (this.#isOver) return;
    if (path) this.#ports.dispatch({ type: "path", path });
    this.#pathCheck.set(PATH_CHECK_MS, () => void this.#watchPath());
  }
}
