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
}

/** Written bytes between two reports: often enough for a smooth display, rare enough to cost nothing. */
const REPORT_EVERY_BYTES = 524_288;

const files = new Map<FileId, OpenFile>();
let queue: Promise<void> = Promise.resolve();

function answer(message: WriteAnswer): void {
  self.postMessage(message);
}

async function write(fileId: FileId, message: ArrayBuffer): Promise<void> {
  const file = files.get(fileId);
  if (!file) return; // it failed or was given up; what was still on its way is let go
  const bytes = new Uint8Array(message, FRAME_HEADER_BYTES);
  await file.receiver.write(bytes);
  file.writtenBytes += bytes.byteLength;
  if (file.writtenBytes - file.reportedBytes < REPORT_EVERY_BYTES) return;
  file.reportedBytes = file.writtenBytes;
  answer({ type: "written", fileId, bytes: file.writtenBytes });
}

async function handle(request: WriteRequest): Promise<void> {
  const { fileId } = request;
  switch (request.type) {
    case "open": {
      const receiver = new FileReceiver(new BlobSink(), await createStreamingHash());
      files.set(fileId, { receiver, writtenBytes: 0, reportedBytes: 0 });
      return;
    }
    case "write":
      return write(fileId, request.message);
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
