import { type DeviceKind, MAX_NEARBY_DEVICES, type NearbyDevice } from "#protocol/discovery/messages.ts";
import type { DeviceId } from "#protocol/ids.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Visitor } from "../ports/discovery.ts";

/** Changes within this time are told at once: a server that was restarted sees everybody come in the same second. */
const TELL_AFTER_MS: Millis = 200;

/**
 * For each that is told there is so much time between one telling and the next: what a full room is told, a hundred
 * times a list of a hundred, must not be had five times a second by one who changes its name all the time.
 */
const REST_FOR_EACH_MS: Millis = 20;

/** An announced device. */
export interface Device {
  readonly id: DeviceId;
  readonly visitor: Visitor;
  name: string;
  kind: DeviceKind;
  /** It sees the others, and none of them sees it (NEAR17). */
  isBusy: boolean;
  /** Undefined where it sees nobody. */
  room: Room | undefined;
}

/** Those who see each other, in the order in which they came. */
interface Room {
  readonly key: string;
  readonly scope: "network" | "all";
  readonly devices: Set<Device>;
  /** Those who know how it is now. */
  readonly upToDate: Set<Device>;
  /** A telling is due. */
  isTold: boolean;
  /** Not before then. */
  restsUntil: Instant;
}

/** What one device is shown of others. */
export function shownDevice({ id, name, kind }: Device): NearbyDevice {
  return { id, name, kind };
}

/** Who sees whom: at most a hundred in a room; who comes later waits until one of them goes (NEAR1, NEAR5). */
export class Rooms {
  readonly #clock: Clock;
  readonly #heartbeatMs: Millis;
  readonly #rooms = new Map<string, Room>();

  /** @param heartbeatMs how often each is to say that it is still there */
  constructor(heartbeatMs: Millis, clock: Clock) {
    this.#heartbeatMs = heartbeatMs;
    this.#clock = clock;
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** Brings a device in, and answers it. */
  enter(device: Device, key: string, scope: Room["scope"]): void {
    const room = this.#rooms.get(key) ?? makeRoom(key, scope);
    this.#rooms.set(key, room);
    device.room = room;
    room.devices.add(device);
    if (!isShown(device, room)) return this.answer(device, "crowded");
    this.#changed(room);
    this.#tell(device, room, shownIn(room));
  }

  leave(device: Device): void {
    const { room } = device;
    if (!room) return;
    const wasShown = isShown(device, room);
    device.room = undefined;
    room.devices.delete(device);
    room.upToDate.delete(device);
    if (room.devices.size === 0) this.#rooms.delete(room.key);
    else if (wasShown) this.#changed(room);
  }

  /** @param isAnother something of it has changed that the others hear of */
  announcedAgain(device: Device, isAnother: boolean): void {
    const { room } = device;
    if (!room || !isShown(device, room)) return;
    if (isAnother) this.#changed(room);
    this.#tell(device, room, shownIn(room));
  }

  /** @returns the device of this id, where the other one sees it */
  seenBy({ room }: Device, id: DeviceId): Device | undefined {
    return room && firstOf(room).find((device) => device.id === id);
  }

  /** To a device that sees nobody, why. */
  answer({ id, visitor }: Pick<Device, "id" | "visitor">, scope: "off" | "hidden" | "crowded"): void {
    visitor.send({ type: "nearby", scope, you: id, devices: [], heartbeatMs: this.#heartbeatMs });
  }

  #changed(room: Room): void {
    room.upToDate.clear();
    if (room.isTold) return;
    room.isTold = true;
    const restMs = room.restsUntil - this.#clock.now();
    this.#clock.after(Math.max(TELL_AFTER_MS, restMs), () => {
      room.isTold = false;
      const [first, devices] = [firstOf(room), shownIn(room)];
      room.restsUntil = this.#clock.now() + first.length * REST_FOR_EACH_MS;
      for (const device of first) {
        if (!room.upToDate.has(device)) this.#tell(device, room, devices);
      }
    });
  }

  #tell(device: Device, room: Room, devices: NearbyDevice[]): void {
    const { scope } = room;
    room.upToDate.add(device);
    device.visitor.send({
      type: "nearby",
      scope,
      you: device.id,
      devices,
      heartbeatMs: this.#heartbeatMs,
    });
  }
}

function makeRoom(key: string, scope: Room["scope"]): Room {
  return { key, scope, devices: new Set(), upToDate: new Set(), isTold: false, restsUntil: 0 };
}

function firstOf({ devices }: Room): Device[] {
  const first: Device[] = [];
  for (const device of devices) {
    if (first.length === MAX_NEARBY_DEVICES) break; // there may be thousands
    first.push(device);
  }
  return first;
}

function shownIn(room: Room): NearbyDevice[] {
  return firstOf(room)
    .filter(({ isBusy }) => !isBusy)
    .map(shownDevice);
}

function isShown(device: Device, room: Room): boolean {
  return room.devices.size <= MAX_NEARBY_DEVICES || firstOf(room).includes(device);
}
