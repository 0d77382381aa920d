import type { IceServer, Role, Signal } from "#protocol/signaling/messages.ts";
import type { TransferEngine } from "../engine/ports.ts";
import { CurrentLink } from "./current-link.ts";
import { Deadline } from "./deadline.ts";
import type { PeerPathPorts } from "./peer-path-ports.ts";
import { WAITS } from "./waits.ts";

/** How long another lane may take to open: where the first one found a path it is found at once, or never. */
const OPEN_MS = WAITS.lane;

/** How long a lane that was lost is done without: its path has just failed, and the bytes have others. */
const AGAIN_MS = 30_000;

export interface LanesOptions {
  readonly role: Role;
  readonly iceServers: readonly IceServer[];
  /** Most lanes of the session, the first one included. */
  readonly limit: number;
  /** Largest message that this side sends, in bytes. */
  readonly chunkBytes: number;
}

export interface LanesPorts extends PeerPathPorts {
  readonly signal: (signal: Signal) => void;
  readonly engine: Pick<TransferEngine, "attach" | "detach" | "use" | "say">;
}

/** A lane besides the first: one peer connection, never mended. */
interface Extra {
  readonly link: CurrentLink;
  /** Until it is open. */
  readonly deadline: Deadline;
}

/**
 * The lanes besides the first, over which bytes travel and nothing else (XFER15). The sender makes them; their
 * connections are numbered together with those of the first lane, so that no number comes twice in a session.
 * One that is lost or shaky is dropped at once, since its bytes can go over the others, and made anew later.
 */
export class Lanes {
  readonly #options: LanesOptions;
  readonly #ports: LanesPorts;
  readonly #lanes = new Map<number, Extra>();
  /** The latest connection that each lane has had. */
  readonly #latest = new Map<number, number>();
  readonly #again: Deadline;
  #iceServers: readonly IceServer[];
  readonly #wanted = { here: 1, there: 1 };

  constructor(options: LanesOptions, ports: LanesPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#iceServers = options.iceServers;
    this.#again = new Deadline(ports.clock);
  }

  /** How many there are besides the first, open or not. */
  get count(): number {
    return this.#lanes.size;
  }

  /** So many would be of use to this side, the first one included. */
  wantedHere(count: number): void {
    if (this.#options.role === "receiver") return this.#ports.engine.say({ type: "lanes", wanted: count });
    this.#wanted.here = count;
    this.#fit();
  }

  /** The other side says the same of itself. */
  wantedThere(count: number): void {
    if (this.#options.role === "receiver") return;
    this.#wanted.there = count;
    this.#fit();
  }

  /** From the other end of a lane. */
  receive(signal: Signal): void {
    const { lane = 0 } = signal;
    if ("renew" in signal || lane < 1 || lane >= this.#options.limit) return;
    const { connection = 0 } = signal;
    const isNew = "description" in signal && connection > (this.#latest.get(lane) ?? -1);
    if (isNew && this.#options.role === "receiver") this.#open(lane, connection);
    this.#lanes.get(lane)?.link.receive(signal);
  }

  /** The lane's channel is open. */
  opened(lane: number): void {
    const extra = this.#lanes.get(lane);
    if (!extra) return;
    extra.deadline.clear();
    this.#ports.engine.use(lane, Math.min(this.#options.chunkBytes, extra.link.maxMessageBytes()));
  }

  /** The lane's channel is closed, or the lane is of no use. */
  drop(lane: number): void {
    if (!this.#lanes.has(lane)) return;
    this.#close(lane);
    if (this.#options.role === "sender" && !this.#again.isSet) this.#again.set(AGAIN_MS, () => this.#retry());
  }

  /** The first lane is lost, and with it whoever could tell what became of the others. */
  dropAll(): void {
    this.#wanted.here = 1;
    this.#wanted.there = 1;
    this.#again.clear();
    for (const lane of [...this.#lanes.keys()]) this.#close(lane);
  }

  useIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    for (const { link } of this.#lanes.values()) link.useIceServers(iceServers);
  }

  #retry(): void {
    this.#again.clear();
    this.#makeMissing();
  }

  get #wantedCount(): number {
    return Math.min(Math.max(this.#wanted.here, this.#wanted.there), this.#options.limit);
  }

  #fit(): void {
    for (const lane of [...this.#lanes.keys()]) if (lane >= this.#wantedCount) this.#close(lane);
    this.#makeMissing();
  }

  #makeMissing(): void {
    if (this.#again.isSet) return;
    if (!this.#ports.canSignal()) return this.#again.set(AGAIN_MS, () => this.#retry());
    for (let lane = 1; lane < this.#wantedCount; lane++) {
      if (!this.#lanes.has(lane)) this.#open(lane, this.#ports.nextConnection());
    }
  }

  #open(lane: number, connection: number): void {
    this.#close(lane);
    const { role } = this.#options;
    const { engine, signal } = this.#ports;
    const drop = () => this.drop(lane);
    const link = new CurrentLink({ role, iceServers: this.#iceServers, lane }, this.#ports, {
      signal,
      channel: (raw) => engine.attach(lane, raw),
      failed: drop,
      doubtful: drop,
      recovered() {},
      serverFailed() {},
    });
    const deadline = new Deadline(this.#ports.clock);
    deadline.set(OPEN_MS, drop);
    this.#lanes.set(lane, { link, deadline });
    this.#latest.set(lane, connection);
    try {
      link.open(connection);
    } catch {
      this.drop(lane); // a browser has so many connections and no more; the first one is enough
    }
  }

  #close(lane: number): void {
    const extra = this.#lanes.get(lane);
    if (!extra) return;
    this.#lanes.delete(lane);
    extra.deadline.clear();
    this.#ports.engine.detach(lane);
    extra.link.close();
  }
}
