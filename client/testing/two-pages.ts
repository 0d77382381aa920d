import type { FileId } from "#protocol/ids.ts";
import { decodeClientMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage, ServerMessage } from "#protocol/signaling/messages.ts";
import { type FileInfo, step as stepTransfer, type Transfer } from "#protocol/transfer/state.ts";
import { Connection } from "../../src/signaling/connection.ts";
import { Sessions } from "../../src/signaling/sessions.ts";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { type Session, step } from "../session/machine.ts";
import type { SignalingEvents, SignalingSocket } from "../session/ports.ts";
import { SessionController } from "../session/session-controller.ts";
import type { FileSink } from "../workers/file-sink.ts";
import { readDirectly, writeDirectly } from "./direct-workers.ts";
import { MemoryPath } from "./memory-path.ts";

/** One page without a browser: the real controller, its state, and what it saved. */
export class TestPage {
  readonly controller: SessionController;
  session: Session = { at: "home" };
  transfers = new Map<FileId, Transfer>();
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  /** Set by a test: saving is refused. */
  refusesToSave = false;
  #watchers = new Set<() => void>();

  constructor(world: World, name: string) {
    this.controller = new SessionController({
      clock: world.clock,
      openSignaling: world.openSignaling,
      openPeerLink: world.path.openPeerLink,
      startReading: readDirectly,
      startWriting: () => writeDirectly(world.makeSink),
      save: async (file, blob) => {
        if (this.refusesToSave) throw new Error("refused");
        this.saved.push({ name: file.name, bytes: await blob.bytes() });
      },
      firstFileId: () => 0xffffffff, // the second file's id wraps around
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
  readonly clock = new FakeClock();
  readonly path = new MemoryPath();
  readonly sessions: Sessions;
  /** While true, no socket opens. */
  serverDown = false;
  /** While true, the server takes sockets and says nothing. */
  serverSilent = false;
  makeSink: (() => FileSink) | undefined;
  readonly #sockets = new Map<SignalingEvents, Connection>();

  constructor(seed = 1, maxSessions = 10) {
    const ports = { clock: this.clock, random: new SeededRandom(seed) };
    this.sessions = new Sessions({ ttlMs: 300_000, maxSessions }, ports);
  }

  page(name: string): TestPage {
    return new TestPage(this, name);
  }

  /** All sockets drop, as when the server restarts. */
  dropSockets(): void {
    for (const [events] of this.#sockets) events.lost();
    this.#sockets.clear();
  }

  /** One socket drops, and the server notices: the first that was opened is number 0. */
  dropSocket(number: number): void {
    const [events, connection] = [...this.#sockets][number] ?? [];
    if (!events) throw new Error(`there is no socket ${number}`);
    this.#sockets.delete(events);
    connection?.closed();
    events.lost();
  }

  openSignaling = (events: SignalingEvents): SignalingSocket => {
    if (this.serverDown) {
      queueMicrotask(() => events.lost());
      return { send() {}, close() {} };
    }
    const hear = (message: ServerMessage) => {
      if (this.#sockets.has(events) && !this.serverSilent) events.message(message);
    };
    const peer = { iceServers: [], chunkBytes: 4_096, heartbeatMs: 30_000 };
    const ports = {
      sessions: this.sessions,
      clock: this.clock,
      send: (m: ServerMessage) => queueMicrotask(() => hear(m)),
    };
    const connection = new Connection({ peer, publicUrl: null }, ports);
    this.#sockets.set(events, connection);
    const send = (message: ClientMessage) =>
      connection.receive(JSON.stringify(decodeClientMessage(JSON.stringify(message))));
    return {
      send: (message) => queueMicrotask(() => send(message)),
      close: () => {
        this.#sockets.delete(events);
        queueMicrotask(() => connection.closed());
      },
    };
  };
}
