import { u16At, u32At } from "#protocol/bytes.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { Random } from "../ports/random.ts";
import { HOSTS, type RelayedAddress } from "./relayed-address.ts";

/** RFC 8656 §7.2: a reserved port waits "at least 30 seconds". */
const RESERVATION_MS: Millis = 30_000;

/** Reserved ports that nobody has come for yet. They are no allocations, so no quota keeps them few. */
const MAX_RESERVATIONS = 1_000;

const PORTS = { first: 49_152, last: 65_535 } as const;

interface Reservation {
  readonly address: RelayedAddress;
  /** Of whoever asked for it: nobody else can use it. */
  readonly username: string;
  readonly expiresAt: Instant;
}

/** Gives out relayed addresses: each allocation has a host of its own, so that a permission covers it alone. */
export class RelayedAddresses {
  readonly #random: Random;
  /** How many allocations and reservations there are per host. */
  readonly #used = new Map<number, number>();
  /** By token, as text. */
  readonly #reservations = new Map<string, Reservation>();
  #next: number;

  constructor(random: Random) {
    this.#random = random;
    this.#next = HOSTS.first + (u32At(random.bytes(4), 0) % HOSTS.last);
  }

  /** An address with an even port, on a host that nobody has. Undefined where all are taken. */
  take(): RelayedAddress | undefined {
    if (this.#used.size >= HOSTS.last) return undefined;
    // In turn, so that an address is not somebody else's soon after it was given back.
    while (this.#used.has(this.#next)) this.#advance();
    const host = this.#next;
    this.#advance();
    this.#use(host);
    const span = (PORTS.last - PORTS.first + 1) / 2;
    return { host, port: PORTS.first + 2 * (u16At(this.#random.bytes(2), 0) % span) };
  }

  /** Whether one more port may be kept. */
  get canReserve(): boolean {
    return this.#reservations.size < MAX_RESERVATIONS;
  }

  /** Keeps the port above this one for the same user. @returns the token */
  reserveNext({ host, port }: RelayedAddress, username: string, now: Instant): Uint8Array {
    const token = this.#random.bytes(8);
    const address = { host, port: port + 1 };
    this.#reservations.set(token.toHex(), { address, username, expiresAt: now + RESERVATION_MS });
    this.#use(host);
    return token;
  }

  /** Undefined for a token that is unknown, used, run out, or another user's. */
  takeReserved(token: Uint8Array, username: string): RelayedAddress | undefined {
    const reservation = this.#reservations.get(token.toHex());
    if (reservation?.username !== username) return undefined;
    this.#reservations.delete(token.toHex());
    return reservation.address;
  }

  giveBack({ host }: RelayedAddress): void {
    const uses = (this.#used.get(host) ?? 0) - 1;
    if (uses > 0) this.#used.set(host, uses);
    else this.#used.delete(host);
  }

  /** Ends reservations that nobody came for. */
  expire(now: Instant): void {
    for (const [token, { address, expiresAt }] of this.#reservations) {
      if (expiresAt > now) return; // in the order of their making
      this.#reservations.delete(token);
      this.giveBack(address);
    }
  }

  #use(host: number): void {
    this.#used.set(host, (this.#used.get(host) ?? 0) + 1);
  }

  #advance(): void {
    this.#next = this.#next === HOSTS.last ? HOSTS.first : this.#next + 1;
  }
}
