import { beforeEach, describe, expect, test } from "bun:test";
import { fileId, sessionId } from "#protocol/ids.ts";
import type { EngineEvents, EngineOptions, TransferEngine } from "../engine/ports.ts";
import type { EngineHostEvents } from "../session/ports.ts";
import { FakeChannel } from "../testing/fake-channel.ts";
import { hostEngine } from "../workers/engine-host.ts";
import type { EngineAnswer, EngineRequest } from "../workers/messages.ts";
import { type EngineWorker, startTransferEngine } from "./transfer-worker.ts";

const OPTIONS: EngineOptions = { session: sessionId("0".repeat(32)), role: "sender", maxLanes: 4 };

/** A worker with the real host in it, and an engine that only writes down what is asked of it. */
class FakeWorker implements EngineWorker {
  onmessage: EngineWorker["onmessage"] = null;
  onerror: EngineWorker["onerror"] = null;
  onmessageerror: EngineWorker["onmessageerror"] = null;
  readonly calls: unknown[][] = [];
  /** Requests and answers that wait for a turn. */
  readonly requests: EngineRequest[] = [];
  readonly answers: EngineAnswer[] = [];
  isTerminated = false;
  /** Whether this browser can transfer a channel. */
  transfersChannels = true;
  engineEvents: EngineEvents | undefined;
  readonly #handle = hostEngine(
    (options, events) => {
      this.calls.push(["start", options]);
      this.engineEvents = events;
      return this.#engine();
    },
    (answer) => void this.answers.push(answer),
  );

  postMessage(message: EngineRequest, transfer?: Transferable[] | StructuredSerializeOptions): void {
    const isChannel = Array.isArray(transfer) && transfer.some((one) => one instanceof FakeChannel);
    if (isChannel && !this.transfersChannels) throw new DOMException("no", "DataCloneError");
    this.requests.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** The worker has its turn, and then the page. */
  async turn(): Promise<void> {
    for (const request of this.requests.splice(0)) this.#handle(request);
    await new Promise((resolve) => setImmediate(resolve));
    for (const data of this.answers.splice(0)) this.onmessage?.call(this as never, { data } as MessageEvent);
  }

  #engine(): TransferEngine {
    const note =
      (name: string) =>
      (...args: unknown[]): undefined =>
        void this.calls.push([name, ...args]);
    return new Proxy({} as TransferEngine, {
      get: (_, name: string) => {
        if (name === "peek") return async () => new Blob(["so far"]);
        return note(name);
      },
    });
  }
}

let worker: FakeWorker;
let told: unknown[][];
let engine: TransferEngine;
let downloads: unknown[];

beforeEach(() => {
  worker = new FakeWorker();
  told = [];
  downloads = [];
  const tell = new Proxy({} as EngineHostEvents, {
    get:
      (_, name: string) =>
      (...args: unknown[]) =>
        void told.push([name, ...args]),
  });
  engine = startTransferEngine(OPTIONS, tell, {
    open: () => worker,
    startDownload: (download) => void downloads.push(download),
  });
});

describe("the engine's worker", () => {
  test("[XFER15] gets every call in order, those before it runs as well, and tells every event", async () => {
    engine.offer([]);
    engine.use(0, 100);
    await worker.turn();
    expect(worker.calls).toEqual([
      ["start", OPTIONS],
      ["offer", []],
      ["use", 0, 100],
    ]);
    worker.engineEvents?.settled(true);
    worker.engineEvents?.capacity(1, { method: "opfs", freeBytes: null });
    await worker.turn();
    expect(told).toEqual([
      ["settled", true],
      ["capacity", 1, { method: "opfs", freeBytes: null }],
    ]);
  });

  test("[XFER15] gets the channel itself, and what an older one of its lane tells comes too late", async () => {
    const first = new FakeChannel();
    engine.attach(0, { channel: first });
    await worker.turn();
    expect(worker.calls[1]).toEqual(["attach", 0, { channel: first }]);
    worker.engineEvents?.laneOpened(0);
    await worker.turn();
    worker.engineEvents?.laneClosed(0);
    engine.attach(0, { channel: new FakeChannel() });
    engine.attach(1, { channel: new FakeChannel() });
    await worker.turn();
    worker.engineEvents?.laneOpened(0);
    worker.engineEvents?.laneOpened(1);
    await worker.turn();
    expect(told).toEqual([
      ["laneOpened", 0],
      ["laneOpened", 0],
      ["laneOpened", 1],
    ]);
  });

  test("[XFER15] gets a port where its browser cannot transfer channels, and the page sends for it", async () => {
    worker.transfersChannels = false;
    const channel = new FakeChannel();
    engine.attach(2, { channel });
    await worker.turn();
    const [, [, , raw] = []] = worker.calls;
    const { channel: port } = raw as { channel: MessagePort };
    expect(port).toBeInstanceOf(MessagePort);
    channel.open();
    port.postMessage({ type: "send", message: "over the page" });
    while (channel.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(channel.sent).toEqual(["over the page"]);
    port.close();
  });

  test("[PAGE19] that fails says so once, and nobody waits for it", async () => {
    await worker.turn();
    const peeked = engine.peek(fileId(1));
    worker.onerror?.call(worker as never, new ErrorEvent("error"));
    worker.onmessageerror?.call(worker as never, new MessageEvent("messageerror"));
    expect(told).toEqual([["failed"]]);
    expect(await peeked).toBeUndefined();
    expect(await engine.peek(fileId(1))).toBeUndefined();
    await engine.stop(false);
    expect(worker.isTerminated).toBe(true);
  });

  test("[XFER17] ends when everything is let go, and not before", async () => {
    const stopped = engine.stop(true);
    expect(worker.isTerminated).toBe(false);
    await worker.turn();
    await stopped;
    expect(worker.calls.at(-1)).toEqual(["stop", true]);
    expect(worker.isTerminated).toBe(true);
  });

  test("[PAGE15] answers with what is there of a file, and asks the page for downloads", async () => {
    const peeked = engine.peek(fileId(1));
    await worker.turn();
    expect(await (await peeked)?.text()).toBe("so far");
    const download = { name: "a.bin", size: 1 };
    worker.answers.push({ type: "download", download, source: new MessageChannel().port1 });
    await worker.turn();
    expect(downloads).toEqual([download]);
  });
});
