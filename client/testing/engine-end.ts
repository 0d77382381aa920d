import { type FileId, fileId, type SessionId, sessionId } from "#protocol/ids.ts";
import type { Role } from "#protocol/signaling/messages.ts";
import type { SessionMessage } from "#protocol/transfer/messages.ts";
import { type FileInfo, step, type Transfer } from "#protocol/transfer/state.ts";
import type { FakeClock } from "../../src/testing/fake-clock.ts";
import { createEngine } from "../engine/engine.ts";
import type {
  Capacity,
  ChosenFile,
  FileChange,
  IncomingFiles,
  OutgoingFile,
  SavedFile,
  SavePlan,
  TransferEngine,
} from "../engine/ports.ts";
import { linkOf } from "./memory-lane.ts";
import { MemorySaving } from "./memory-saving.ts";

const SESSION: SessionId = sessionId("0123456789abcdef0123456789abcdef");

/** How a test lets a receiver keep files. */
export const PLAN: SavePlan = { method: "opfs", asZip: false, capBytes: null, freeBytes: null };

/** What an engine's page knows of the network. */
export interface Net {
  readonly clock: FakeClock;
  readonly maxLanes: number;
  /** Every lane is lost. */
  cut(): void;
  wanted(lanes: number): void;
}

/** One page's engine and everything it told. */
export class EngineEnd {
  engine: TransferEngine;
  readonly saving = new MemorySaving();
  readonly transfers = new Map<FileId, Transfer>();
  readonly changes: FileChange[] = [];
  readonly offers: IncomingFiles[] = [];
  readonly saved: { readonly file: FileInfo; readonly saved: SavedFile }[] = [];
  readonly capacities: Capacity[] = [];
  readonly answers: (readonly [offer: number, accepted: boolean])[] = [];
  pausedBy: string | undefined;
  settled = false;
  isBroken = false;
  wantedLanes = 1;
  /** Accept whatever is offered; a test may take this away. */
  plan: SavePlan | undefined = PLAN;
  readonly role: Role;
  readonly #net: Net;
  #nextId: number;

  constructor(role: Role, net: Net) {
    this.role = role;
    this.#net = net;
    this.#nextId = role === "sender" ? 0 : 1;
    this.engine = this.#make();
  }

  /** Offers files; they get ids of their own. */
  offer(...files: readonly ChosenFile[]): readonly OutgoingFile[] {
    const outgoing = files.map((file) => ({ ...file, fileId: this.#id() }));
    this.show(outgoing);
    this.engine.offer(outgoing);
    return outgoing;
  }

  /** Puts files of this side on screen. */
  show(files: readonly OutgoingFile[]): void {
    for (const { fileId: id, name, blob } of files) {
      const file = {
        fileId: id,
        direction: "out",
        name,
        folders: [],
        size: blob.size,
        isText: false,
      } as const;
      this.transfers.set(id, { state: "offered", file });
    }
  }

  /** The page is loaded anew: only what is kept is left of it. */
  async reload(): Promise<void> {
    await this.engine.stop(true);
    this.#net.cut();
    this.transfers.clear();
    this.offers.length = 0;
    this.settled = false;
    this.engine = this.#make();
    this.engine.restore(SESSION);
  }

  states(): string[] {
    return [...this.transfers.values()].map((t) => (t.state === "failed" ? t.reason : t.state));
  }

  /** What the person has in the end, by name. */
  async contents(): Promise<Map<string, Uint8Array>> {
    const contents = new Map<string, Uint8Array>();
    for (const { file, saved } of this.saved) {
      if (saved.type === "blob") contents.set(file.name, await saved.blob.bytes());
    }
    return contents;
  }

  #id(): FileId {
    this.#nextId += 2;
    return fileId(this.#nextId);
  }

  #make(): TransferEngine {
    const show = ({ files }: IncomingFiles) => {
      for (const file of files) this.transfers.set(file.fileId, { state: "offered", file });
    };
    return createEngine(
      { clock: this.#net.clock, saving: this.saving, link: (raw, events) => linkOf(raw, events) },
      { session: SESSION, role: this.role, maxLanes: this.#net.maxLanes },
      {
        laneOpened: () => undefined,
        laneClosed: () => undefined,
        heard: () => undefined,
        said: (message) => this.#said(message),
        broken: () => {
          this.isBroken = true;
        },
        offered: (offer) => {
          this.offers.push(offer);
          show(offer);
          if (this.plan) this.engine.accept(offer.offer, this.plan);
        },
        restored: show,
        answered: (offer, accepted) => this.answers.push([offer, accepted]),
        capacity: (_, capacity) => this.capacities.push(capacity),
        report: (changes) => this.#report(changes),
        saved: (file, saved) => this.saved.push({ file, saved }),
        paused: (by) => {
          this.pausedBy = by;
        },
        lanesWanted: (count) => {
          this.wantedLanes = count;
          this.#net.wanted(count);
        },
        settled: (isSettled) => {
          this.settled = isSettled;
        },
      },
    );
  }

  #report(changes: readonly FileChange[]): void {
    this.changes.push(...changes);
    for (const [id, event] of changes) {
      const transfer = this.transfers.get(id);
      if (transfer) this.transfers.set(id, step(transfer, event));
    }
  }

  #said(message: SessionMessage): void {
    if (message.type !== "hello") return;
    if (this.role === "receiver") this.engine.say(message);
    this.engine.greeted();
  }
}
