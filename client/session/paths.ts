import type { IceServer, Role, Signal } from "#protocol/signaling/messages.ts";
import type { TransferEngine } from "../engine/ports.ts";
import { Deadline } from "./deadline.ts";
import { Lanes } from "./lanes.ts";
import type { Path } from "./machine.ts";
import { PeerPath } from "./peer-path.ts";
import type { PeerPathEvents, PeerPathPorts } from "./peer-path-ports.ts";
import type { Place } from "./ports.ts";

/** How often the path is looked at: ICE may find a better one later. */
const PATH_CHECK_MS = 2_000;

export interface PathsOptions {
  readonly role: Role;
  readonly place: Place;
  /** The connection that there was before this page was reloaded. */
  readonly lostConnection?: number | undefined;
}

export interface PathsPorts extends Omit<PeerPathPorts, "nextConnection"> {
  /** To be carried to the other peer. */
  readonly signal: (signal: Signal) => void;
  readonly engine: Pick<TransferEngine, "attach" | "detach" | "use" | "say">;
}

export interface PathsEvents extends Omit<PeerPathEvents, "signal" | "channel"> {
  /** The first lane's channel is open: the first one, or another one in place of a lost one. */
  opened(): void;
  /** How the first lane's bytes travel. @param lanes how many there are, the first one included */
  path(path: Path, lanes: number): void;
}

/** All connections between two devices: the first lane, on which everything depends, and the others. */
export class Paths {
  readonly first: PeerPath;
  readonly lanes: Lanes;
  readonly #chunkBytes: number;
  readonly #engine: PathsPorts["engine"];
  readonly #events: PathsEvents;
  readonly #check: Deadline;
  #latestConnection: number;

  constructor({ role, place, lostConnection }: PathsOptions, ports: PathsPorts, events: PathsEvents) {
    const { iceServers, lanes: limit, chunkBytes, graceMs: patienceMs } = place;
    const { engine, signal } = ports;
    this.#chunkBytes = chunkBytes;
    this.#engine = engine;
    this.#events = events;
    this.#check = new Deadline(ports.clock);
    this.#latestConnection = lostConnection ?? 0;
    const pathPorts = { ...ports, nextConnection: () => ++this.#latestConnection };
    this.lanes = new Lanes({ role, iceServers, limit, chunkBytes }, pathPorts);
    this.first = new PeerPath({ role, iceServers, patienceMs, lostConnection }, pathPorts, {
      signal,
      channel: (raw) => engine.attach(0, raw),
      doubtful: () => events.doubtful(),
      down: (until, isPeerReloading) => {
        this.lanes.dropAll();
        events.down(until, isPeerReloading);
      },
      up: () => events.up(),
      failed: () => events.failed(),
    });
  }

  /** The latest connection of which this side knows, on whatever lane. */
  get latestConnection(): number {
    return Math.max(this.#latestConnection, this.first.link.number);
  }

  receive(signal: Signal): void {
    if ((signal.lane ?? 0) === 0) this.first.receive(signal);
    else if (this.first.isUp) this.lanes.receive(signal);
  }

  /** For whatever is tried from now on: those before run out (PAGE11). */
  useIceServers(iceServers: readonly IceServer[]): void {
    this.first.link.useIceServers(iceServers);
    this.lanes.useIceServers(iceServers);
  }

  /** A lane's channel is open. */
  opened(lane: number): void {
    if (lane > 0) return this.lanes.opened(lane);
    this.first.opened();
    this.#engine.use(0, Math.min(this.#chunkBytes, this.first.link.maxMessageBytes()));
    this.#events.opened();
    void this.#watchPath();
  }

  /** A lane's channel is closed. */
  closed(lane: number): void {
    if (lane === 0) this.first.closed();
    else this.lanes.drop(lane);
  }

  close(): void {
    this.#check.clear();
    this.lanes.dropAll();
    this.first.close();
  }

  async #watchPath(): Promise<void> {
    this.#check.set(PATH_CHECK_MS, () => void this.#watchPath());
    // A connection that closes meanwhile has no path to tell.
    const path = await this.first.link.path().catch(() => undefined);
    if (path && this.#check.isSet) this.#events.path(path, 1 + this.lanes.count);
  }
}
