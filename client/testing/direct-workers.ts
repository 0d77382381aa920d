import type { FileId } from "#protocol/ids.ts";
import { FRAME_HEADER_BYTES } from "#protocol/transfer/frame.ts";
import type { FileStore, FileStoreEvents, OpenFrameSource } from "../transfer/ports.ts";
import { BlobSink } from "../workers/blob-sink.ts";
import { FileReceiver } from "../workers/file-receiver.ts";
import type { FileSink } from "../workers/file-sink.ts";
import { FrameReader } from "../workers/frame-reader.ts";
import { createStreamingHash } from "../workers/hashing.ts";
import { ReadAhead } from "../workers/read-ahead.ts";

/** The reading worker's work, without the worker. */
export function readDirectly(): { readonly open: OpenFrameSource; stop(): void } {
  return {
    open(file, options) {
      const reader = createStreamingHash().then((hash) => new FrameReader(file, options, hash));
      const ahead = new ReadAhead(reader);
      const closed = Promise.withResolvers<never>();
      closed.promise.catch(() => undefined);
      return {
        next: () => Promise.race([closed.promise, ahead.next()]),
        rewind: (offset) => ahead.rewind(offset),
        close: () => closed.reject(new Error("the file was closed")),
      };
    },
    stop() {},
  };
}

/** The writing worker's work, without the worker; a test may bring a sink of its own. */
export function writeDirectly(makeSink: () => FileSink = () => new BlobSink()) {
  const store = (events: FileStoreEvents): FileStore => {
    const files = new Map<FileId, { receiver: Promise<FileReceiver>; queue: Promise<void>; bytes: number }>();
    const write = async (fileId: FileId, message: ArrayBuffer) => {
      const file = files.get(fileId);
      if (!file) return;
      const bytes = new Uint8Array(message, FRAME_HEADER_BYTES);
      try {
        await (await file.receiver).write(bytes);
        file.bytes += bytes.byteLength;
        events.written(fileId, file.bytes);
      } catch {
        if (files.delete(fileId)) events.failed(fileId);
      }
    };
    return {
      open(fileId) {
        const receiver = createStreamingHash().then((hash) => new FileReceiver(makeSink(), hash));
        files.set(fileId, { receiver, queue: Promise.resolve(), bytes: 0 });
      },
      write(fileId, message) {
        const file = files.get(fileId);
        if (file) file.queue = file.queue.then(() => write(fileId, message));
      },
      async finish(fileId, hash) {
        const file = files.get(fileId);
        if (!file) return new Promise(() => {});
        await file.queue;
        return (await file.receiver).finish(hash);
      },
      abort(fileId) {
        files.delete(fileId);
      },
    };
  };
  return { store, stop() {} };
}
