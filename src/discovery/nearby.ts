import type { DiscoveryMessage } from "#protocol/discovery/messages.ts";
import { deviceId } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Discovery, Visitor } from "../ports/discovery.ts";
import type { Random } from "../ports/random.ts";
import { type InvitationEnd, Invitations } from "./invitations.ts";
import { roomKey } from "./room-key.ts";
import { type Device, Rooms } from "./rooms.ts";

/** The room of all, which no address can be the key of. */
const ALL_ROOM = "all";

const ID_BYTES = 8;

export interface NearbyOptions {
  /** Who sees whom. */
  readonly discovery: "off" | "network" | "all";
  readonly heartbeatMs: Millis;
}

export interface NearbyPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Of this server's interfaces, as CIDR. */
  readonly ownNetworks: () => readonly string[];
}

type Announce = Extract<DiscoveryMessage, { type: "announce" }>;
type Invite = Extract<DiscoveryMessage, { type: "invite" }>;

/** Devices whose page is open: who they are, whom they see, and what they ask of each other (NEAR1-NEAR9, NEAR17). */
export class Nearby implements Discovery {
  readonly #options: NearbyOptions;
  readonly #ports: NearbyPorts;
  readonly #devices = new Map<Visitor, Device>();
  readonly #rooms: Rooms;
  readonly #invitations: Invitations;

  constructor(options: NearbyOptions, ports: NearbyPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#rooms = new Rooms(options.heartbeatMs, ports.clock);
    this.#invitations = new Invitations(ports.random, ports.clock);
  }

  /** Devices that are announced. */
  get size(): number {
    return this.#devices.size;
  }

  /** Rooms that exist and questions that are open, for who looks for what is left behind. */
  get held(): { readonly rooms: number; readonly invitations: number } {
    return { rooms: this.#rooms.size, invitations: this.#invitations.size };
  }

  /** How invitations have ended since the start. */
  get invitationEnds(): readonly (readonly [InvitationEnd, number])[] {
    return this.#invitations.ends.entries();
  }

  async hear(visitor: Visitor, message: DiscoveryMessage): Promise<void> {
    if (message.type === "announce") return this.#announce(visitor, message);
    const device = this.#devices.get(visitor);
    if (!device) return visitor.refuse("no-peer");
    switch (message.type) {
      case "invite":
        return this.#invite(device, message);
      case "withdraw": {
        const to = this.#rooms.seenBy(device, message.to);
        return to && this.#invitations.withdraw(device, to);
      }
      case "answer":
        return this.#invitations.answer(device, message.invitation, message.accepted);
    }
  }

  left(visitor: Visitor): void {
    const device = this.#devices.get(visitor);
    if (!device) return;
    this.#devices.delete(visitor);
    this.#rooms.leave(device);
    this.#invitations.left(device);
  }

  /** To be called once a second. */
  sweep(): void {
    this.#invitations.sweep();
  }

  #announce(visitor: Visitor, { name, kind, busy }: Announce): void {
    const isBusy = busy === true;
    const known = this.#devices.get(visitor);
    if (known) {
      const isAnother = known.name !== name || known.kind !== kind || known.isBusy !== isBusy;
      Object.assign(known, { name, kind, isBusy });
      if (isBusy) this.#invitations.refuseAll(known, "busy");
      return this.#rooms.announcedAgain(known, isAnother);
    }
    const id = deviceId(Buffer.from(this.#ports.random.bytes(ID_BYTES)).toString("hex"));
    const device: Device = { id, visitor, name, kind, isBusy, room: undefined };
    const { discovery } = this.#options;
    if (discovery === "off") return this.#rooms.answer(device, "off");
    this.#devices.set(visitor, device);
    if (discovery === "all") return this.#rooms.enter(device, ALL_ROOM, "all");
    const key = visitor.isAddressShared ? undefined : roomKey(visitor.address, this.#ports.ownNetworks());
    if (key === undefined) return this.#rooms.answer(device, "hidden");
    this.#rooms.enter(device, key, "network");
  }

  async #invite(from: Device, { to: id, code, files, bytes }: Invite): Promise<void> {
    const isOverLimit = (await from.visitor.takeInvite()) > 0;
    const to = this.#rooms.seenBy(from, id);
    if (!this.#devices.has(from.visitor)) return; // it went while the invitation was counted
    if (isOverLimit) return this.#invitations.outcome(from, { id }, "limited");
    if (!to || to === from) return this.#invitations.outcome(from, { id }, "gone");
    if (to.isBusy) return this.#invitations.outcome(from, { id }, "busy");
    this.#invitations.invite({ from, to, code, files, bytes });
  }
}
