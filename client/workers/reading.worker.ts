import { type FileEnd, type FrameBatch, FrameReader } from "./frame-reader.ts";
import { createStreamingHash } from "./hashing.ts";
import type { ReadAnswer, ReadRequest } from "./messages.ts";

declare const self: DedicatedWorkerGlobalScope;

let reader: Promise<FrameReader> | undefined;
let ahead: Promise<FrameBatch | FileEnd> | undefined;

/** Starts the next read before it is asked for, so that reading and hashing overlap with sending. */
function readAhead(): Promise<FrameBatch | FileEnd> {
  const next = reader ? reader.then((open) => open.next()) : Promise.reject(new Error("no file is open"));
  next.catch(() => undefined); // whoever asks for it gets the rejection
  return next;
}

function answer(message: ReadAnswer): void {
  self.postMessage(message, message.type === "frames" ? [message.buffer] : []);
}

async function next(): Promise<void> {
  try {
    const current = await (ahead ?? readAhead());
    ahead = current.type === "frames" ? readAhead() : undefined;
    answer(current);
  } catch {
    ahead = undefined;
    answer({ type: "unreadable" });
  }
}

self.onmessage = ({ data: request }: MessageEvent<ReadRequest>) => {
  if (request.type === "next") {
    void next();
    return;
  }
  const { file, fileId, chunkBytes } = request;
  reader = createStreamingHash().then((hash) => new FrameReader(file, { fileId, chunkBytes }, hash));
  ahead = readAhead();
};
