import type { Role } from "#protocol/signaling/messages.ts";
import type { ChosenFile, OutgoingFile } from "../engine/ports.ts";
import { OutgoingIds, outgoingFiles, shownOutgoing } from "../transfer/outgoing-files.ts";
import type { HeldSession } from "./held-session.ts";
import type { SessionPorts } from "./ports.ts";

/** What a sender offers to the device that comes by its code. */
export class FirstOffer {
  readonly #ports: Pick<SessionPorts, "firstFileId" | "showFiles">;
  #ids: OutgoingIds;
  #files: readonly OutgoingFile[] = [];

  constructor(ports: Pick<SessionPorts, "firstFileId" | "showFiles">) {
    this.#ports = ports;
    this.#ids = new OutgoingIds("sender", ports.firstFileId());
  }

  choose(chosen: readonly ChosenFile[]): void {
    this.#ids = new OutgoingIds("sender", this.#ports.firstFileId());
    this.#files = outgoingFiles(chosen, this.#ids);
  }

  show(): void {
    this.#ports.showFiles(this.#files.map(shownOutgoing));
  }

  /** With what a meeting begins: for who joined, or comes back after a reload, with nothing but new ids. */
  startOf(role: Role, held: HeldSession | undefined) {
    if (role === "sender" && !held) return { files: this.#files, ids: this.#ids };
    return { files: [], ids: new OutgoingIds(role, held?.files.nextId ?? this.#ports.firstFileId()) };
  }
}
