import type { FileId } from "#protocol/ids.ts";
import { isLeaving } from "#protocol/signaling/close-codes.ts";
import { decodeClientMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage, ServerMessage } from "#protocol/signaling/messages.ts";
import { type FileInfo, step as stepTransfer, type Transfer } from "#protocol/transfer/state.ts";
import { clientOf } from "../../src/signaling/client.ts";
import { Connection, type ConnectionOptions } from "../../src/signaling/connection.ts";
import type { FakeClock } from "../../src/testing/fake-clock.ts";
import { settled, TestSignaling, type TestSignalingOptions } from "../../src/testing/test-signaling.ts";
import type { IceChoice } from "../session/ice-choice.ts";
import { type Session, step } from "../session/machine.ts";
import type { SignalingEvents, SignalingSocket } from "../session/ports.ts";
import { SessionController } from "../session/session-controller.ts";
import type { FileSink } from "../workers/file-sink.ts";
import { readDirectly, writeDirectly } from "./direct-workers.ts";
import { MemoryPath } from "./memory-path.ts";

/** Shorter than every deadline that an answer can take back. */
const STEP_MS = 1_000;

const CLIENT: ConnectionOptions = {
  client: clientOf("192.168.1.20", false, 0),
  address: "192.168.1.20",
  publicUrl: null,
  hosts: ["nas.local"],
};

/** One page without a browser: the real controller, its state, and what it saved. */
export class TestPage {
  readonly controller: SessionController;
  session: Session = { at: "home" };
  transfers = new Map<FileId, Transfer>();
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  /** Set by a test: saving is refused. */
  refusesToSave = false;
  #watchers = new Set<() => void>();

  constructor(world: World, name: string, iceChoice: IceChoice) {
    this.controller = new SessionController({
      clock: world.clock,
      openSignaling: (events) => world.openSignaling(events),
      openPeerLink: world.path.openPeerLink,
      startReading: readDirectly,
      startWriting: () => writeDirectly(world.makeSink),
      save: async (file, blob) => {
        if (this.refusesToSave) throw new Error("refused");
        this.saved.push({ name: file.name, bytes: await blob.bytes() });
      },
      random: () => world.random,
      firstFileId: () => 0xffffffff, // the second file's id wraps around
      iceChoice,
      device: name,
      origin: "http://192.168.1.5:8080",
      dispatch: (event) =>
        this.#change(() => {
          this.session = step(this.session, event);
        }),
      report: (fileId, event) =>
        this.#change(() => {
          const transfer = this.transfers.get(fileId);
          if (transfer) this.transfers.set(fileId, stepTransfer(transfer, event));
        }),
      showFiles: (files: readonly FileInfo[]) =>
        this.#change(() => {
          this.transfers = new Map(files.map((file) => [file.fileId, { state: "offered", file }]));
        }),
    });
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

  /** State, or reason of failure, of every file, in order. */
  outcome(): string[] {
    return [...this.transfers.values()].map((t) => (t.state === "failed" ? t.reason : t.state));
  }

  code(): string {
    if (this.session.at !== "waiting") throw new Error(`no code while ${this.session.at}`);
    return this.session.code;
  }

  #change(change: () => void): void {
    change();
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** A server, a way between two pages, and a clock: all in memory, all in the test's hands. */
export class World {
  server: TestSignaling;
  readonly path = new MemoryPath();
  /** While true, no socket opens. */
  serverDown = false;
  /** While true, the server takes sockets and says nothing. */
  serverSilent = false;
  makeSink: (() => FileSink) | undefined;
  /** By what the places that were given out can be resumed, in order. */
  readonly places: { readonly sessionId: string; readonly resumeToken: string }[] = [];
  /** What the pages draw their pauses from. */
  random = 0.5;
  readonly #options: TestSignalingOptions;
  readonly #sockets = new Map<SignalingEvents, Connection>();

  constructor(options: TestSignalingOptions = {}) {
    this.#options = { chunkBytes: 4_096, ...options };
    this.server = new TestSignaling(this.#options);
  }

  get clock(): FakeClock {
    return this.server.clock;
  }

  page(name: string, iceChoice: IceChoice = "all"): TestPage {
    return new TestPage(this, name, iceChoice);
  }

  /** Sockets that are open. */
  get sockets(): number {
    return this.#sockets.size;
  }

  /** Lets time pass on the server and on the pages, in steps that leave room for answers. */
  async pass(ms: number): Promise<void> {
    let left = ms;
    do {
      const step = Math.min(left, STEP_MS);
      await this.server.pass(step);
      await settled();
      left -= step;
    } while (left > 0);
  }

  /** All sockets drop, and the server that comes back knows nothing. */
  restartServer(options: TestSignalingOptions = {}): void {
    this.server = new TestSignaling({ ...this.#options, clock: this.clock, seed: 99, ...options });
    const dropped = [...this.#sockets.keys()];
    this.#sockets.clear();
    for (const events of dropped) events.lost(1006);
  }

  /** All sockets drop, as when the network of the server goes. */
  dropSockets(): void {
    for (let left = this.sockets; left > 0; left--) this.dropSocket(0);
  }

  /** One socket drops, and the server notices: the first that was opened is number 0. */
  dropSocket(number: number): void {
    const [events, connection] = [...this.#sockets][number] ?? [];
    if (!events) throw new Error(`there is no socket ${number}`);
    this.#sockets.delete(events);
    void connection?.closed(false);
    events.lost(1006);
  }

  openSignaling = (events: SignalingEvents): SignalingSocket => {
    if (this.serverDown) {
      queueMicrotask(() => events.lost(1006));
      return { send() {}, close() {} };
    }
    const hear = (message: ServerMessage) => {
      if (message.type === "created" || message.type === "joined") {
        this.places.push({ sessionId: message.sessionId, resumeToken: message.resumeToken });
      }
      if (this.#sockets.has(events) && !this.serverSilent) events.message(message);
    };
    const line = {
      send: (message: ServerMessage) => queueMicrotask(() => hear(message)),
      close: (code: number) => {
        if (this.#sockets.delete(events)) queueMicrotask(() => events.lost(code));
      },
      fault: (error: unknown) => {
        throw error;
      },
    };
    return this.#socket(events, new Connection(CLIENT, this.server.ports, line));
  };

  #socket(events: SignalingEvents, connection: Connection): SignalingSocket {
    this.#sockets.set(events, connection);
    const send = (message: ClientMessage) =>
      connection.receive(JSON.stringify(decodeClientMessage(JSON.stringify(message))));
    return {
      send: (message) => queueMicrotask(() => send(message)),
      close: (code = 1000) => {
        this.#sockets.delete(events);
        queueMicrotask(() => void connection.closed(isLeaving(code)));
      },
    };
  }
}
