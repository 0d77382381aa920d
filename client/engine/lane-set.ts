import type { Instant, Millis } from "#protocol/time.ts";
import { encodeControl } from "#protocol/transfer/codec.ts";
import type { ControlMessage } from "#protocol/transfer/messages.ts";
import { ControlWriter } from "./control-writer.ts";
import { FlightWindow } from "./flight-window.ts";
import type { DataLink, EngineClock } from "./ports.ts";

/**
 * A lane is full above this many bytes that have not left the device. Few, because whatever waits there leaves in one
 * burst when the congestion window grows: with 1 MiB the first second overflowed every queue on the way.
 */
const HIGH_WATER_BYTES = 65_536;

/** How long nothing may leave a lane before its bytes go over the others: two retransmission timeouts and more. */
const STUCK_MS: Millis = 1_000;

/** One channel that bytes travel on. */
export interface Lane {
  readonly number: number;
  readonly link: DataLink;
  /** Largest message, header included; 0 while it is not known. */
  chunkBytes: number;
  /** The other end was heard on it: what reaches an end before that one is ready may be lost. */
  isGreeted: boolean;
  sentBytes: number;
  /** As the other end reports. */
  arrivedBytes: number;
  /** When the byte before this one was sent: the report of its arrival tells how long a round trip takes. */
  mark: { readonly bytes: number; readonly at: Instant } | undefined;
  /** Since when nothing has left the queue although there is something in it. */
  stuckSince: Instant | undefined;
  leftBytes: number;
  /** Its bytes went over other lanes; it is used again as soon as it moves. */
  isStuck: boolean;
}

/** The channels of a session: what is sent goes to the one with the shortest queue (XFER15). */
export class LaneSet {
  readonly #clock: EngineClock;
  readonly #lanes = new Map<number, Lane>();
  readonly #control: ControlWriter;
  #window = new FlightWindow();

  constructor(clock: EngineClock) {
    this.#clock = clock;
    this.#control = new ControlWriter(clock, (text) => this.#lanes.get(0)?.link.sendText(text));
  }

  /** @returns false where it is closed or unknown by now */
  use(number: number, chunkBytes: number): boolean {
    const lane = this.#lanes.get(number);
    if (!lane?.link.isOpen()) return false;
    lane.chunkBytes = chunkBytes;
    return true;
  }

  add(number: number, link: DataLink): void {
    if (number === 0) {
      this.#window = new FlightWindow(); // the path may be another one
      this.#control.reset();
    }
    // On the first lane the session's own greeting comes before any byte.
    this.#lanes.set(number, {
      number,
      link,
      chunkBytes: 0,
      isGreeted: number === 0,
      sentBytes: 0,
      arrivedBytes: 0,
      mark: undefined,
      stuckSince: undefined,
      leftBytes: 0,
      isStuck: false,
    });
  }

  has(number: number, link: DataLink): boolean {
    return this.#lanes.get(number)?.link === link;
  }

  /** Says the first word on a lane other than the first. @returns false where that is not needed any more */
  greet(number: number): boolean {
    const lane = this.#lanes.get(number);
    if (!lane?.link.isOpen() || lane.isGreeted) return false;
    lane.link.sendText(encodeControl({ type: "ping" }));
    return true;
  }

  /** The other end is ready. @param answer what it is told, where it waits for that */
  greeted(number: number, answer: string | false): void {
    const lane = this.#lanes.get(number);
    if (!lane) return;
    lane.isGreeted = true;
    if (answer) lane.link.sendText(answer);
  }

  remove(number: number): void {
    this.#lanes.delete(number);
  }

  /** Lanes that bytes can be sent on now. */
  get open(): Lane[] {
    return [...this.#lanes.values()].filter(isUsable);
  }

  say(message: ControlMessage): void {
    this.#control.say(message);
  }

  send(lane: Lane, message: Uint8Array<ArrayBuffer>): void {
    lane.link.sendBytes(message);
    lane.sentBytes += message.byteLength;
    lane.mark ??= { bytes: lane.sentBytes, at: this.#clock.now() };
  }

  /** The other end reports how much has arrived on each lane; of a lane's earlier channel, it may come too late. */
  arrived(report: readonly (readonly [number, number])[]): void {
    const now = this.#clock.now();
    let newBytes = 0;
    for (const [number, bytes] of report) {
      const lane = this.#lanes.get(number);
      if (!lane) continue;
      const arrivedBytes = Math.min(bytes, lane.sentBytes);
      newBytes += Math.max(0, arrivedBytes - lane.arrivedBytes);
      lane.arrivedBytes = arrivedBytes;
      if (!lane.mark || lane.mark.bytes > arrivedBytes) continue;
      this.#window.roundTrip(now, now - lane.mark.at);
      lane.mark = undefined;
    }
    this.#window.arrived(now, newBytes);
  }

  /** Whether so much is on its way that more would only wait, or be lost. */
  get #isFlightFull(): boolean {
    let bytes = 0;
    for (const lane of this.#lanes.values()) {
      if (!lane.isStuck) bytes += lane.sentBytes - lane.link.queuedBytes() - lane.arrivedBytes;
    }
    return bytes >= this.#window.bytes(this.#clock.now());
  }

  /** The open lane with the shortest queue; undefined while all are full, or too much is on its way. */
  pick(): Lane | undefined {
    if (this.#isFlightFull) return undefined;
    let best: Lane | undefined;
    let leastBytes = HIGH_WATER_BYTES;
    for (const lane of this.#lanes.values()) {
      if (!isUsable(lane) || isHeld(lane)) continue;
      const queuedBytes = lane.link.queuedBytes();
      if (queuedBytes > leastBytes) continue;
      best = lane;
      leastBytes = queuedBytes;
    }
    return best;
  }

  /** Resolves when some lane may have room, or has closed. */
  async room(): Promise<void> {
    // Whoever sends is woken by the report that something has arrived.
    if (this.#isFlightFull) return new Promise(() => {});
    // A lane that stands still has room again when it is empty; it may be below its mark all the while.
    const drains = this.open.map((lane) =>
      lane.link.drained(isHeld(lane) ? 0 : HIGH_WATER_BYTES).catch(() => undefined),
    );
    await Promise.race(drains);
  }

  /** Bytes that have left the device, on all lanes that there are. */
  get leftBytes(): number {
    let bytes = 0;
    for (const { link, sentBytes } of this.#lanes.values()) bytes += sentBytes - link.queuedBytes();
    return bytes;
  }

  /**
   * Lanes whose queue has not moved for a while, though others do: the transport waits for a retransmission
   * there, and everything behind would wait with it. Each is told once.
   */
  newlyStuck(now: Instant): number[] {
    const lanes = this.open;
    const stuck: number[] = [];
    for (const lane of lanes) {
      const queuedBytes = lane.link.queuedBytes();
      const leftBytes = lane.sentBytes - queuedBytes;
      if (leftBytes !== lane.leftBytes || queuedBytes === 0) {
        lane.leftBytes = leftBytes;
        lane.stuckSince = undefined;
        lane.isStuck = false;
      } else lane.stuckSince ??= now;
      const isNew = !lane.isStuck && lane.stuckSince !== undefined && now - lane.stuckSince >= STUCK_MS;
      if (!isNew || !lanes.some((other) => other !== lane && other.stuckSince === undefined)) continue;
      lane.isStuck = true;
      stuck.push(lane.number);
    }
    return stuck;
  }
}

function isUsable({ chunkBytes, isGreeted, link }: Lane): boolean {
  return chunkBytes > 0 && isGreeted && link.isOpen();
}

/** Whether it stood still, and what was in its queue then is still there. */
function isHeld({ isStuck, link }: Lane): boolean {
  return isStuck && link.queuedBytes() > 0;
}
