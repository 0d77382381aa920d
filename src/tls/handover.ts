import type { Millis } from "#protocol/time.ts";
import type { TlsPair } from "../ports/certificate.ts";
import type { Cancel, Clock } from "../ports/clock.ts";
import { faultFields, type Log } from "../ports/log.ts";
import type { SteerPort } from "../ports/steer-port.ts";

/** Something that listens on a TCP port, as Bun's servers and listeners do. */
export interface Listener {
  readonly port?: number | undefined;
  /** @param closeConnections or else those that are open live on */
  stop(closeConnections?: boolean): unknown;
}

/** @param isShared whether others of this process may listen on the same port */
export type OpenListeners<L extends Listener> = (
  pair: TlsPair,
  port: number,
  isShared: boolean,
) => readonly L[];

export interface HandoverPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly steerPort: SteerPort;
}

/**
 * How long a listener that gets no new connections finishes those whose handshake had begun. After as long a
 * successor that could not open is tried again.
 */
const FINISH_MS: Millis = 10_000;

/**
 * Listens with a certificate, and with another one later, on the same port and without losing a connection.
 * Bun takes a certificate only when a listener opens. So a successor opens beside it, gets all new connections, and
 * the predecessor closes when none waits for it any more; the connections that it has accepted live on.
 */
export class Handover<L extends Listener> {
  readonly #open: OpenListeners<L>;
  readonly #ports: HandoverPorts;
  #current: readonly L[];
  /** Listens still, but gets nothing new. */
  #leaving: readonly L[] = [];
  /** Listen no more, but have connections. */
  readonly #left = new Set<L>();
  #next: TlsPair | undefined;
  #cancel: Cancel = () => undefined;

  /** @throws what `open` does, also where the port belongs to another program that would share it */
  constructor(pair: TlsPair, port: number, open: OpenListeners<L>, ports: HandoverPorts) {
    this.#open = open;
    this.#ports = ports;
    // A port that may be shared would be shared with a second process, too: so first without.
    if (port !== 0) for (const listener of open(pair, port, false)) listener.stop(true);
    this.#current = open(pair, port, true);
  }

  get port(): number {
    return this.#current[0]?.port ?? 0;
  }

  /** New connections get this certificate from now on, or as soon as an earlier renewal is through. */
  renew(pair: TlsPair): void {
    if (this.#leaving.length > 0) {
      this.#next = pair;
      return;
    }
    this.#cancel();
    try {
      const successors = this.#open(pair, this.port, true);
      this.#leaving = this.#current;
      this.#current = successors;
    } catch (error) {
      this.#ports.log.write("error", "certificate-not-used", faultFields(error));
      this.#cancel = this.#ports.clock.after(FINISH_MS, () => this.renew(pair));
      return;
    }
    this.#ports.steerPort(this.port, 1);
    this.#cancel = this.#ports.clock.after(FINISH_MS, () => this.#finish());
  }

  /** Closes every connection, those of predecessors too. */
  async stop(): Promise<void> {
    this.#cancel();
    const all = [...this.#current, ...this.#leaving, ...this.#left];
    await Promise.all(all.map((listener) => listener.stop(true)));
  }

  #finish(): void {
    for (const listener of this.#leaving) {
      this.#left.add(listener);
      // One that cannot end in peace stays among those that are closed by force.
      Promise.resolve(listener.stop()).then(
        () => this.#left.delete(listener),
        (error: unknown) => this.#ports.log.write("error", "listener-not-closed", faultFields(error)),
      );
    }
    this.#leaving = [];
    this.#ports.steerPort(this.port, 0);
    const next = this.#next;
    this.#next = undefined;
    if (next) this.renew(next);
  }
}
