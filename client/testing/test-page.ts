import { createSignal } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { NextPlace } from "#protocol/signaling/messages.ts";
import { type FileInfo, step as stepTransfer, type Transfer } from "#protocol/transfer/state.ts";
import type { FakeClock } from "../../src/testing/fake-clock.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { createEngine } from "../engine/engine.ts";
import type { EngineClock, EngineOptions, SavePlan, TransferEngine } from "../engine/ports.ts";
import type { IceChoice } from "../session/ice-choice.ts";
import { type Session, step } from "../session/machine.ts";
import type {
  EngineHostEvents,
  PeerLink,
  PeerLinkEvents,
  PeerLinkOptions,
  Recalled,
  SessionMemory,
  SessionPorts,
  SignalingEvents,
  SignalingSocket,
} from "../session/ports.ts";
import { SessionController } from "../session/session-controller.ts";
import { MemoryChannel, memoryLink } from "./memory-channel.ts";
import { MemorySaving } from "./memory-saving.ts";
import { PageLife } from "./page-life.ts";

/** Waits that only spare work are over in the next turn, so that no test has to wait for them. */
const SHORT_MS = 100;

/** Of what a page is in a world. */
export interface PageWorld {
  readonly clock: FakeClock;
  readonly random: number;
  readonly path: { openPeerLink(options: PeerLinkOptions, events: PeerLinkEvents): PeerLink };
  openSignaling(events: SignalingEvents): SignalingSocket;
}

/** What a person has of a file in the end. */
export interface SavedThere {
  readonly name: string;
  /** Undefined where it is in a place of the person's choice. */
  readonly blob: Blob | undefined;
  readonly isArchive: boolean;
}

/** One tab without a browser: the real controller and engine, what they show, and what was saved. */
export class TestPage {
  readonly #world: PageWorld;
  readonly #name: string;
  readonly #iceChoice: IceChoice;
  readonly #watchers = new Set<() => void>();
  readonly #session = createSignal<Session>({ at: "home" });
  #life = new PageLife();
  #remembered: Recalled | undefined;
  readonly #memory: SessionMemory;
  /** The engine of this page has let go of everything. */
  #stopped: Promise<void> | undefined;
  controller: SessionController;
  /** What the engine tells its page, for a test to say itself. */
  engineEvents: EngineHostEvents | undefined;
  transfers = new Map<FileId, Transfer>();
  readonly saved: SavedThere[] = [];
  readonly saving = new MemorySaving();
  /** How files are kept here; set by a test. */
  plan: SavePlan = { method: "opfs", asZip: false, capBytes: null, freeBytes: null };
  /** Set by a test: what becomes of the place for the next device. */
  nextOpened: (next: NextPlace) => void = () => {};
  /** Set by a test: the browser has no room to remember anything. */
  remembersNothing = false;

  /** @param memory of its tab, where that is not its own */
  constructor(world: PageWorld, name: string, iceChoice: IceChoice, memory?: SessionMemory) {
    this.#world = world;
    this.#name = name;
    this.#iceChoice = iceChoice;
    this.#memory = memory ?? this.#ownMemory();
    this.controller = new SessionController(this.#ports());
  }

  /** Reactive. */
  get session(): Session {
    return this.#session[0]();
  }

  set session(session: Session) {
    this.#session[1](session);
  }

  /**
   * The page is loaded anew in the same tab. Only what the browser keeps is left of the old one.
   *
   * @param how "crash": without a chance to say anything
   */
  async reload(how: "reload" | "crash" = "reload"): Promise<void> {
    if (how === "reload") await this.goAway();
    else await this.close();
    await this.load();
  }

  /** The page is left, with time for a word to the other one. */
  async goAway(): Promise<void> {
    this.controller.leave();
    if (this.#remembered) this.#remembered = { ...this.#remembered, hasLeft: true };
    await Promise.all([settled(), this.#stopped]);
    await this.close();
  }

  /** The page is opened in a tab that had it before. */
  async load(): Promise<void> {
    this.#life = new PageLife();
    this.session = { at: "home" };
    this.transfers = new Map();
    this.controller = new SessionController(this.#ports());
    await this.controller.comeBack();
  }

  /** The tab is closed, or its browser is killed: without a word. */
  async close(): Promise<void> {
    this.#life.end();
    await settled();
  }

  /** Resolves as soon as the page is in a state that `isThere` likes. */
  until(isThere: (page: TestPage) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isThere(this)) return;
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
      check();
    });
  }

  at(state: Session["at"]): Promise<void> {
    return this.until(({ session }) => session.at === state);
  }

  /** This person's choice about files of the other device is due. */
  isAsked(): Promise<void> {
    return this.until(({ session }) => session.at === "connected" && session.offered !== undefined);
  }

  /** Nothing is under way any more. */
  isSettled(): Promise<void> {
    return this.until(({ session }) => session.at === "connected" && session.settled === true);
  }

  /** The channel is lost. */
  isInterrupted(): Promise<void> {
    return this.until(({ session }) => session.at === "connected" && session.interruptedUntil !== undefined);
  }

  /** The other page was reloaded, and its person has to choose files again. */
  get hearsOfChoosing(): boolean {
    return this.session.at === "connected" && this.session.peerChoosing === true;
  }

  /** It works again. */
  isMended(): Promise<void> {
    return this.until(({ session }) => session.at === "connected" && session.interruptedUntil === undefined);
  }

  /** State, or reason of failure, of every file, in order. */
  outcome(): string[] {
    return [...this.transfers.values()].map((t) => (t.state === "failed" ? t.reason : t.state));
  }

  /** Names and bytes of what the person has. */
  async savedFiles(): Promise<{ readonly name: string; readonly bytes: Uint8Array | undefined }[]> {
    return Promise.all(this.saved.map(async ({ name, blob }) => ({ name, bytes: await blob?.bytes() })));
  }

  code(): string {
    if (this.session.at !== "waiting") throw new Error(`no code while ${this.session.at}`);
    return this.session.code;
  }

  #ports(): SessionPorts {
    const life = this.#life;
    const { clock, path } = this.#world;
    const pageClock = {
      now: () => clock.now(),
      after: (ms: number, then: () => void) => clock.after(ms, life.while(then)),
    };
    return {
      clock: pageClock,
      openSignaling: ({ message, lost }) =>
        life.keepSocket(this.#world.openSignaling({ message: life.while(message), lost: life.while(lost) })),
      openPeerLink: (options, events) => life.keep(path.openPeerLink(options, life.whileAlive(events))),
      startEngine: (options, events) => this.#startEngine(options, events, pageClock),
      planSaving: async () => this.plan,
      saved: life.while(({ name }, saved, isArchive) => {
        const blob = saved.type === "blob" ? saved.blob : undefined;
        this.#change(() => this.saved.push({ name, blob, isArchive }));
      }),
      memory: this.#memory,
      random: () => this.#world.random,
      firstFileId: () => 0xffffffff, // the second file's id wraps around
      iceChoice: this.#iceChoice,
      device: this.#name,
      origin: "http://192.168.1.5:8080",
      nextOpened: life.while((next) => this.nextOpened(next)),
      dispatch: life.while((event) =>
        this.#change(() => {
          this.session = step(this.session, event);
        }),
      ),
      report: life.while((changes) => {
        for (const [fileId, event] of changes) {
          const transfer = this.transfers.get(fileId);
          if (transfer) this.#change(() => this.transfers.set(fileId, stepTransfer(transfer, event)));
        }
      }),
      showFiles: life.while((files) =>
        this.#change(() => {
          this.transfers = new Map();
          this.#add(files);
        }),
      ),
      addFiles: life.while((files) => this.#change(() => this.#add(files))),
    };
  }

  #ownMemory(): SessionMemory {
    return {
      recall: async () => this.#remembered,
      remember: (text) => {
        this.#remembered = this.remembersNothing ? undefined : { text, hasLeft: false };
        return !this.remembersNothing;
      },
      forget: () => {
        this.#remembered = undefined;
      },
    };
  }

  #startEngine(options: EngineOptions, events: EngineHostEvents, pageClock: EngineClock): TransferEngine {
    const life = this.#life;
    const clock: EngineClock = {
      now: pageClock.now,
      after(ms, then) {
        if (ms > SHORT_MS) return pageClock.after(ms, then);
        const soon = setImmediate(life.while(then));
        return () => clearImmediate(soon);
      },
    };
    this.engineEvents = events;
    const engine = createEngine({ clock, saving: this.saving, link: memoryLink }, options, events);
    const stop = engine.stop.bind(engine);
    engine.stop = (keep) => {
      this.#stopped = stop(keep);
      return this.#stopped;
    };
    const attach = engine.attach.bind(engine);
    engine.attach = (lane, raw) => {
      if (raw.channel instanceof MemoryChannel) raw.channel.lane = lane;
      attach(lane, raw);
    };
    return engine;
  }

  #add(files: readonly FileInfo[]): void {
    for (const file of files) this.transfers.set(file.fileId, { state: "offered", file });
  }

  #change(change: () => void): void {
    change();
    for (const watcher of [...this.#watchers]) watcher();
  }
}
