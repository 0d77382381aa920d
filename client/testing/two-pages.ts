import { endOf } from "#protocol/signaling/close-codes.ts";
import { decodeClientMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage, ServerMessage } from "#protocol/signaling/messages.ts";
import { noSpan } from "../../src/ports/tracer.ts";
import { clientOf } from "../../src/signaling/client.ts";
import { Connection } from "../../src/signaling/connection.ts";
import type { ConnectionOptions } from "../../src/signaling/connection-ports.ts";
import type { FakeClock } from "../../src/testing/fake-clock.ts";
import { settled, TestSignaling, type TestSignalingOptions } from "../../src/testing/test-signaling.ts";
import type { IceChoice } from "../session/ice-choice.ts";
import type { SessionMemory, SignalingEvents, SignalingSocket } from "../session/ports.ts";
import { MemoryPath } from "./memory-path.ts";
import { type PageWorld, TestPage } from "./test-page.ts";

/** Shorter than every deadline that an answer can take back. */
const STEP_MS = 1_000;

const CLIENT: ConnectionOptions = {
  client: clientOf("192.168.1.20", false, 0),
  address: "192.168.1.20",
  isAddressShared: false,
  publicUrl: null,
  hosts: ["nas.local"],
};

/** A server, a way between two pages, and a clock: all in memory, all in the test's hands. */
export class World implements PageWorld {
  server: TestSignaling;
  readonly path = new MemoryPath();
  /** While true, no socket opens. */
  serverDown = false;
  /** While true, the server takes sockets and says nothing. */
  serverSilent = false;
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

  page(name: string, iceChoice: IceChoice = "all", memory?: SessionMemory): TestPage {
    return new TestPage(this, name, iceChoice, memory);
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
    void connection?.closed("lost");
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
      span: noSpan,
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
        queueMicrotask(() => void connection.closed(endOf(code)));
      },
    };
  }
}
