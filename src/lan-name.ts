import type { Instant, Millis } from "#protocol/time.ts";
import { AnnounceError, type Announcer } from "./ports/announcer.ts";
import type { Cancel, Clock } from "./ports/clock.ts";
import { faultFields, type Log } from "./ports/log.ts";

/** Asking takes a second, and three more for each name that is taken; whoever waits to hear of it waits no longer. */
const SETTLE_MS = 6_000;

/** How often the addresses are compared. */
const WATCH_MS = 5_000;

/** When it is tried again after it could not be announced: at boot the network may not be ready. */
const RETRY_MS = 60_000;

/** The end of the process waits no longer for a goodbye. */
const GOODBYE_MS = 1_000;

/** Length of a DNS label (RFC 1035 §2.3.4). */
const MAX_LABEL = 63;

export interface LanNameOptions {
  /** The name before `.local`; undefined where none is wanted. */
  readonly label: string | undefined;
  /** Of the page. */
  readonly port: number;
  /** By which the page can be reached from the LAN, the preferred one first. */
  readonly addresses: () => readonly string[];
}

export interface LanNamePorts {
  readonly announcer: Announcer;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps this server known on the LAN under its name, or under the next free one (LAN3 to LAN6). */
export class LanName {
  readonly #options: LanNameOptions;
  readonly #ports: LanNamePorts;
  #number = 1;
  #host: string | undefined;
  #problem: string | undefined;
  /** What the last announcement was about. */
  #addresses: readonly string[] = [];
  #cancelWatch: Cancel = () => undefined;
  #retryAt: Instant | undefined;
  /** Changes with the addresses: what is still under way for older ones does not count. */
  #turn = 0;
  #hasSettled = false;
  #isStopped = false;

  constructor(options: LanNameOptions, ports: LanNamePorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /** The name that is wanted, such as `p2p-share.local`; undefined where none is. */
  get wanted(): string | undefined {
    return this.#options.label && hostOf(this.#options.label);
  }

  /** The name that leads here; undefined while there is none. */
  get host(): string | undefined {
    return this.#host;
  }

  /** Why there is none although it is wanted, as half a sentence. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Announces the name, and anew whenever the addresses change. @returns once it is known what came of it, at the latest after 6 s */
  async start(): Promise<void> {
    const { label } = this.#options;
    if (label === undefined || this.#isStopped) return;
    await this.#within(SETTLE_MS, this.#update(label));
    this.#hasSettled = true;
    if (!this.#isStopped) this.#watch(label);
  }

  /** Says goodbye. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#turn++;
    this.#cancelWatch();
    await this.#within(GOODBYE_MS, this.#withdraw());
  }

  #watch(label: string): void {
    this.#cancelWatch = this.#ports.clock.after(WATCH_MS, () => {
      void this.#update(label);
      this.#watch(label);
    });
  }

  /** Does nothing where the addresses are still the same, unless it is time to try again. */
  async #update(label: string): Promise<void> {
    const addresses = this.#options.addresses();
    const isRetry = this.#retryAt !== undefined && this.#ports.clock.now() >= this.#retryAt;
    if (addresses.join() === this.#addresses.join() && !isRetry) return;
    this.#retryAt = undefined;
    this.#addresses = addresses;
    const turn = ++this.#turn;
    await this.#withdraw();
    if (addresses.length > 0) await this.#announce(label, turn);
  }

  async #announce(label: string, turn: number): Promise<void> {
    const own = numbered(label, this.#number);
    const next = async () => {
      if (turn !== this.#turn) return;
      this.#host = undefined;
      this.#number++;
      await this.#announce(label, turn);
    };
    const announcement = { label: own, port: this.#options.port, addresses: this.#addresses };
    try {
      const isFree = await this.#ports.announcer.announce(announcement, () => void next());
      if (!isFree) return await next();
      if (turn === this.#turn) this.#announced(hostOf(own));
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
    }
  }

  #announced(host: string): void {
    this.#host = host;
    this.#problem = undefined;
    // What came of the first try is told by whoever has started this.
    if (this.#hasSettled) this.#ports.log.write("info", "lan-name", { host });
  }

  #failed(error: unknown): void {
    const isKnown = error instanceof AnnounceError;
    const problem = isKnown ? error.message : "of a fault";
    this.#retryAt = this.#ports.clock.now() + RETRY_MS;
    if (problem === this.#problem) return; // told already
    this.#problem = problem;
    this.#ports.log.write("warn", "lan-name-failed", isKnown ? { why: error.message } : faultFields(error));
  }

  async #withdraw(): Promise<void> {
    this.#host = undefined;
    try {
      await this.#ports.announcer.stop();
    } catch (error) {
      this.#ports.log.write("warn", "lan-goodbye-failed", faultFields(error));
    }
  }

  async #within(ms: Millis, work: Promise<void>): Promise<void> {
    let cancel: Cancel = () => undefined;
    const tooLate = new Promise<void>((resolve) => {
      cancel = this.#ports.clock.after(ms, resolve);
    });
    await Promise.race([work, tooLate]);
    cancel();
  }
}

/** Of names that are only for the link (RFC 6762 §3). */
function hostOf(label: string): string {
  return `${label}.local`;
}

/** The name itself, then `name-2`, `name-3`. */
function numbered(label: string, number: number): string {
  if (number === 1) return label;
  const end = `-${number}`;
  return label.slice(0, MAX_LABEL - end.length) + end;
}
