import type { FileId } from "#protocol/ids.ts";
import type { FrameSource, OpenFrameSource } from "../transfer/ports.ts";
import type { FileEnd, FrameBatch } from "../workers/frame-reader.ts";
import type { ReadAnswer, ReadRequest } from "../workers/messages.ts";

interface Waiting {
  readonly resolve: (part: FrameBatch | FileEnd) => void;
  readonly reject: (error: Error) => void;
}

const CLOSED = "the file was closed";

/** Starts the worker that reads, hashes and frames files; `stop` ends it. */
export function startReadingWorker(): { open: OpenFrameSource; stop(): void } {
  const worker = new Worker(new URL("../workers/reading.worker.ts", import.meta.url), { type: "module" });
  const ask = (request: ReadRequest) => worker.postMessage(request);
  /** Who waits for the next part of a file, in the order in which they asked. */
  const waiting = new Map<FileId, Waiting[]>();
  let broken = false;
  worker.onmessage = ({ data: { fileId, part } }: MessageEvent<ReadAnswer>) => {
    const first = waiting.get(fileId)?.shift();
    if (part.type === "unreadable") first?.reject(new Error("the file cannot be read"));
    else first?.resolve(part);
  };
  worker.onerror = () => {
    broken = true;
    for (const { reject } of [...waiting.values()].flat()) reject(new Error("the reading worker failed"));
    waiting.clear();
  };

  const open: OpenFrameSource = (file, { fileId, chunkBytes, known }): FrameSource => {
    ask({ type: "open", file, fileId, chunkBytes, known });
    waiting.set(fileId, []);
    return {
      next: () =>
        new Promise((resolve, reject) => {
          const queue = waiting.get(fileId);
          if (broken || !queue) return reject(new Error(broken ? "the reading worker failed" : CLOSED));
          queue.push({ resolve, reject });
          ask({ type: "next", fileId });
        }),
      rewind: (offset) => ask({ type: "rewind", fileId, offset }),
      close() {
        ask({ type: "close", fileId });
        for (const { reject } of waiting.get(fileId) ?? []) reject(new Error(CLOSED));
        waiting.delete(fileId);
      },
    };
  };
  return { open, stop: () => worker.terminate() };
}
