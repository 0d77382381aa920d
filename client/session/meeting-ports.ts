import type { Role, Signal } from "#protocol/signaling/messages.ts";
import type { OutgoingFile } from "../engine/ports.ts";
import type { OutgoingIds } from "../transfer/outgoing-files.ts";
import type { FileExchangePorts } from "./file-exchange.ts";
import type { HeldSession } from "./held-session.ts";
import type { Ending, Refusal } from "./machine.ts";
import type { Place, SessionPorts } from "./ports.ts";

export interface MeetingOptions {
  readonly role: Role;
  readonly place: Place;
  /** What a sender offers at once, and on screen already. */
  readonly files: readonly OutgoingFile[];
  readonly ids: OutgoingIds;
  /** From before this page was reloaded. */
  readonly held?: HeldSession | undefined;
}

export interface MeetingPorts extends SessionPorts, Pick<FileExchangePorts, "promised"> {
  /** Carries a signal to the other peer; lost while the server cannot be reached. */
  readonly signal: (signal: Signal) => void;
  readonly canSignal: () => boolean;
}

export interface MeetingEvents {
  /** The conversation is over; the meeting closes by itself once the last word is out. */
  ended(ending: Ending, fault?: string): void;
  /** The other device is there, although the server has given its place up. */
  stillThere(): void;
  /** It never came to a conversation. */
  cannotConnect(why: Refusal): void;
  /** What a reload would lose is not what it was. */
  changed(): void;
}
