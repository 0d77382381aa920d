import type { FileId } from "#protocol/ids.ts";
import { FRAME_HEADER_BYTES } from "#protocol/transfer/frame.ts";
import { BlobSink } from "./blob-sink.ts";
import { FileReceiver } from "./file-receiver.ts";
import { createStreamingHash } from "./hashing.ts";
import type { WriteAnswer, WriteRequest } from "./messages.ts";

declare const self: DedicatedWorkerGlobalScope;

interface OpenFile {
  readonly receiver: FileReceiver;
  writtenBytes: number;
  reportedBytes: number;
  reportedAt: number;
}

/**
 * A report wakes both pages and crosses the network, so it waits for one of these: enough bytes to keep the
 * sender's window open, or enough time for the display to follow a slow link.
 */
const REPORT_EVERY_BYTES = 4_194_304;
const REPORT_EVERY_MS = 250;

const files = new Map<FileId, OpenFile>();
let queue: Promise<void> = Promise.resolve();

function answer(message: WriteAnswer): void {
  self.postMessage(message);
}

async function write(fileId: FileId, messages: readonly ArrayBuffer[]): Promise<void> {
  const file = files.get(fileId);
  if (!file) return; // it failed or was given up; what was still on its way is let go
  for (const message of messages) {
    const bytes = new Uint8Array(message, FRAME_HEADER_BYTES);
    await file.receiver.write(bytes);
    file.writtenBytes += bytes.byteLength;
  }
  const now = performance.now();
  const isDue =
    file.writtenBytes - file.reportedBytes >= REPORT_EVERY_BYTES || now - file.reportedAt >= REPORT_EVERY_MS;
  if (!isDue) return;
  file.reportedBytes = file.writtenBytes;
  file.reportedAt = now;
  answer({ type: "written", fileId, bytes: file.writtenBytes });
}

async function handle(request: WriteRequest): Promise<void> {
  const { fileId } = request;
  switch (request.type) {
    case "open": {
      const receiver = new FileReceiver(new BlobSink(), await createStreamingHash());
      files.set(fileId, { receiver, writtenBytes: 0, reportedBytes: 0, reportedAt: 0 });
      return;
    }
    case "write":
      return write(fileId, request.messages);
    case "finish": {
      const file = files.get(fileId);
      files.delete(fileId);
      if (file) answer({ type: "finished", fileId, result: await file.receiver.finish(request.hash) });
      return;
    }
    case "abort": {
      const file = files.get(fileId);
      files.delete(fileId);
      return file?.receiver.abort();
    }
  }
}

async function handleOrFail(request: WriteRequest): Promise<void> {
  try {
    await handle(request);
  } catch {
    files.delete(request.fileId);
    answer({ type: "failed", fileId: request.fileId });
  }
}

self.onmessage = ({ data: request }: MessageEvent<WriteRequest>) => {
  queue = queue.then(() => handleOrFail(request));
};
