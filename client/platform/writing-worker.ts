import type { FileId } from "#protocol/ids.ts";
import type { FileStore, FileStoreEvents } from "../transfer/ports.ts";
import type { Mismatch, Verified } from "../workers/file-receiver.ts";
import type { WriteAnswer, WriteRequest } from "../workers/messages.ts";

/** Messages that are handed over at once: each hand-over wakes the worker's thread. */
const BATCH_MESSAGES = 16;

/** The longest that a message waits for others. */
const BATCH_MS = 50;

/** Starts the worker that hashes and keeps what arrives; `stop` ends it and drops what it held. */
export function startWritingWorker(): { store: (events: FileStoreEvents) => FileStore; stop(): void } {
  const worker = new Worker(new URL("../workers/writing.worker.ts", import.meta.url), { type: "module" });
  const batch = new WriteBatch(worker);
  return {
    store: (events) => makeStore(worker, batch, events),
    stop() {
      batch.discard();
      worker.terminate();
    },
  };
}

/** Gathers messages of one file, and keeps them in order with every other request. */
class WriteBatch {
  readonly #worker: Worker;
  #fileId: FileId | undefined;
  #messages: ArrayBuffer[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  write(fileId: FileId, message: ArrayBuffer): void {
    if (fileId !== this.#fileId) this.#flush();
    this.#fileId = fileId;
    this.#messages.push(message);
    if (this.#messages.length >= BATCH_MESSAGES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  ask(request: Exclude<WriteRequest, { type: "write" }>): void {
    this.#flush();
    this.#worker.postMessage(request);
  }

  discard(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#messages = [];
  }

  #flush(): void {
    const messages = this.#messages;
    this.discard();
    if (messages.length === 0 || this.#fileId === undefined) return;
    const request: WriteRequest = { type: "write", fileId: this.#fileId, messages };
    this.#worker.postMessage(request, messages);
  }
}

function makeStore(worker: Worker, batch: WriteBatch, events: FileStoreEvents): FileStore {
  const finishing = new Map<FileId, (result: Verified | Mismatch) => void>();
  const open = new Set<FileId>();
  const failed = (fileId: FileId) => {
    finishing.delete(fileId);
    if (open.delete(fileId)) events.failed(fileId);
  };
  worker.onmessage = ({ data }: MessageEvent<WriteAnswer>) => {
    const { fileId } = data;
    if (data.type === "failed") return failed(fileId);
    if (data.type === "written") return events.written(fileId, data.bytes);
    open.delete(fileId);
    finishing.get(fileId)?.(data.result);
    finishing.delete(fileId);
  };
  let broken = false;
  worker.onerror = () => {
    broken = true;
    for (const fileId of [...open]) failed(fileId);
  };
  return {
    open(fileId) {
      open.add(fileId);
      batch.ask({ type: "open", fileId });
      if (broken) queueMicrotask(() => failed(fileId));
    },
    write: (fileId, message) => batch.write(fileId, message),
    finish: (fileId, hash) =>
      new Promise((resolve) => {
        finishing.set(fileId, resolve);
        batch.ask({ type: "finish", fileId, hash });
      }),
    abort(fileId) {
      open.delete(fileId);
      finishing.delete(fileId);
      batch.ask({ type: "abort", fileId });
    },
  };
}
