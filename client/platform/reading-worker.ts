import type { FileId } from "#protocol/ids.ts";
import type { FrameSource, OpenFrameSource } from "../transfer/ports.ts";
import type { ReadAnswer, ReadRequest } from "../workers/messages.ts";

/** Starts the worker that reads, hashes and frames files; `stop` ends it. */
export function startReadingWorker(): { open: OpenFrameSource; stop(): void } {
  const worker = new Worker(new URL("../workers/reading.worker.ts", import.meta.url), { type: "module" });
  const ask = (request: ReadRequest) => worker.postMessage(request);
  let broken = false;
  let fail = (_: Error) => {};
  worker.onerror = () => {
    broken = true;
    fail(new Error("the reading worker failed"));
  };

  const open = (file: Blob, fileId: FileId, chunkBytes: number): FrameSource => {
    ask({ type: "open", file, fileId, chunkBytes });
    return {
      next: () =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => {
            if (data.type === "unreadable") reject(new Error("the file cannot be read"));
            else resolve(data);
          };
          fail = reject;
          if (broken) reject(new Error("the reading worker failed"));
          else ask({ type: "next" });
        }),
    };
  };
  return { open, stop: () => worker.terminate() };
}
