import type { InvitationOutcome, WithdrawalReason } from "#protocol/discovery/messages.ts";
import { type InvitationId, invitationId, type SessionCode } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";
import { Counts } from "../collections/counts.ts";
import { TtlMap } from "../collections/ttl-map.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import { type Device, shownDevice } from "./rooms.ts";

/** How long somebody may take to answer (NEAR7). */
export const ANSWER_WITHIN_MS: Millis = 60_000;

/** Most questions to one device that wait behind the one on its screen. */
export const MAX_WAITING_QUESTIONS = 8;

const ID_BYTES = 8;

/** How invitations end, for the operator's numbers; `withdrawn` is the inviter's doing. */
const INVITATION_ENDS = [
  "accepted",
  "declined",
  "busy",
  "gone",
  "unanswered",
  "limited",
  "withdrawn",
] as const satisfies readonly (InvitationOutcome | "withdrawn")[];
export type InvitationEnd = (typeof INVITATION_ENDS)[number];

/** What one device asks of another. */
export interface Invitation {
  readonly id: InvitationId;
  readonly from: Device;
  readonly to: Device;
  readonly code: SessionCode;
  readonly files: number;
  readonly bytes: number;
}

/** Open questions from device to device: each device is asked one at a time, and each question ends by itself. */
export class Invitations {
  readonly #random: Random;
  readonly #open: TtlMap<InvitationId, Invitation>;
  /** By who is asked, in the order of their coming; the first one is on its screen. */
  readonly #questions = new Map<Device, Invitation[]>();
  /** By who asks. */
  readonly #asked = new Map<Device, Set<Invitation>>();
  /** Since the start. */
  readonly ends = new Counts<InvitationEnd>(INVITATION_ENDS);

  constructor(random: Random, clock: Clock) {
    this.#random = random;
    this.#open = new TtlMap(ANSWER_WITHIN_MS, clock);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Asks, or has the question wait for its turn; an earlier one of the same two devices is taken back. */
  invite(asked: Omit<Invitation, "id">): void {
    const { from, to } = asked;
    this.withdraw(from, to);
    const questions = this.#questions.get(to) ?? [];
    if (questions.length > MAX_WAITING_QUESTIONS) return this.outcome(from, to, "busy");
    const id = invitationId(Buffer.from(this.#random.bytes(ID_BYTES)).toString("hex"));
    const invitation = { ...asked, id };
    this.#open.set(id, invitation);
    this.#questions.set(to, questions);
    this.#asked.set(from, (this.#asked.get(from) ?? new Set()).add(invitation));
    questions.push(invitation);
    if (questions.length === 1) ask(invitation);
  }

  /** Its inviter does not want it any more. */
  withdraw(from: Device, to: Device): void {
    for (const invitation of this.#asked.get(from) ?? []) {
      if (invitation.to === to) this.#takeBack(invitation, "withdrawn");
    }
  }

  /** Somebody says yes or no to its question; what is none of its own, or none any more, changes nothing. */
  answer(device: Device, id: InvitationId, isAccepted: boolean): void {
    const invitation = this.#open.get(id);
    if (invitation?.to !== device) return;
    this.#remove(invitation);
    this.outcome(invitation.from, device, isAccepted ? "accepted" : "declined");
    if (isAccepted) this.refuseAll(device, "busy");
    else this.#askNext(device);
  }

  /** Whatever it is asked is answered so; what it asks itself stays. */
  refuseAll(to: Device, outcome: InvitationOutcome): void {
    for (const invitation of [...(this.#questions.get(to) ?? [])]) {
      this.#remove(invitation);
      this.outcome(invitation.from, to, outcome);
    }
  }

  /** The device is gone, and all questions from it and to it. */
  left(device: Device): void {
    this.refuseAll(device, "gone");
    for (const invitation of this.#asked.get(device) ?? []) this.#takeBack(invitation, "gone");
  }

  /** Ends what nobody has answered. */
  sweep(): void {
    for (const [, invitation] of this.#open.sweep()) {
      const { id, from, to } = invitation;
      const wasAsked = this.#isOnScreen(invitation);
      this.#remove(invitation);
      this.outcome(from, to, "unanswered");
      if (!wasAsked) continue;
      to.visitor.send({ type: "uninvited", invitation: id, reason: "unanswered" });
      this.#askNext(to);
    }
  }

  /** Tells an inviter how it ended. */
  outcome(from: Device, to: Pick<Device, "id">, outcome: InvitationOutcome): void {
    this.ends.count(outcome);
    from.visitor.send({ type: "answered", to: to.id, outcome });
  }

  #takeBack(invitation: Invitation, reason: WithdrawalReason): void {
    const { id, to } = invitation;
    const wasAsked = this.#isOnScreen(invitation);
    this.#remove(invitation);
    this.ends.count("withdrawn");
    if (!wasAsked) return;
    to.visitor.send({ type: "uninvited", invitation: id, reason });
    this.#askNext(to);
  }

  #isOnScreen(invitation: Invitation): boolean {
    return this.#questions.get(invitation.to)?.[0] === invitation;
  }

  #askNext(device: Device): void {
    const next = this.#questions.get(device)?.[0];
    if (next) ask(next);
  }

  #remove(invitation: Invitation): void {
    const { id, from, to } = invitation;
    this.#open.delete(id);
    const questions = (this.#questions.get(to) ?? []).filter((other) => other !== invitation);
    if (questions.length > 0) this.#questions.set(to, questions);
    else this.#questions.delete(to);
    const asked = this.#asked.get(from);
    asked?.delete(invitation);
    if (asked?.size === 0) this.#asked.delete(from);
  }
}

function ask({ id: invitation, from, to, code, files, bytes }: Invitation): void {
  to.visitor.send({ type: "invited", invitation, from: shownDevice(from), code, files, bytes });
}
