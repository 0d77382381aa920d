import type { FileId } from "#protocol/ids.ts";
import type { FileStore, FileStoreEvents } from "../transfer/ports.ts";
import type { Mismatch, Verified } from "../workers/file-receiver.ts";
import type { WriteAnswer, WriteRequest } from "../workers/messages.ts";

/** Starts the worker that hashes and keeps what arrives; `stop` ends it and drops what it held. */
export function startWritingWorker(): { store: (events: FileStoreEvents) => FileStore; stop(): void } {
  const worker = new Worker(new URL("../workers/writing.worker.ts", import.meta.url), { type: "module" });
  const ask = (request: WriteRequest, transfer: Transferable[] = []) => worker.postMessage(request, transfer);

  const store = (events: FileStoreEvents): FileStore => {
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
    worker.onerror = () => {
      for (const fileId of [...open]) failed(fileId);
    };
    return {
      open(fileId) {
        open.add(fileId);
        ask({ type: "open", fileId });
      },
      write: (fileId, message) => ask({ type: "write", fileId, message }, [message]),
      finish: (fileId, hash) =>
        new Promise((resolve) => {
          finishing.set(fileId, resolve);
          ask({ type: "finish", fileId, hash });
        }),
      abort(fileId) {
        open.delete(fileId);
        finishing.delete(fileId);
        ask({ type: "abort", fileId });
      },
    };
  };
  return { store, stop: () => worker.terminate() };
}
