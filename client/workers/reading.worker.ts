import type { FileId } from "#protocol/ids.ts";
import { FrameReader } from "./frame-reader.ts";
import { createStreamingHash } from "./hashing.ts";
import type { ReadAnswer, ReadRequest } from "./messages.ts";
import { ReadAhead } from "./read-ahead.ts";

declare const self: DedicatedWorkerGlobalScope;

const files = new Map<FileId, ReadAhead>();

function answer(message: ReadAnswer): void {
  self.postMessage(message, message.part.type === "frames" ? [message.part.buffer] : []);
}

async function next(fileId: FileId): Promise<void> {
  try {
    const part = await files.get(fileId)?.next();
    if (part) answer({ fileId, part });
  } catch {
    answer({ fileId, part: { type: "unreadable" } });
  }
}

self.onmessage = ({ data: request }: MessageEvent<ReadRequest>) => {
  const { fileId } = request;
  switch (request.type) {
    case "open": {
      const { file, chunkBytes, known } = request;
      const reader = createStreamingHash().then(
        (hash) => new FrameReader(file, { fileId, chunkBytes, known }, hash),
      );
      files.set(fileId, new ReadAhead(reader));
      return;
    }
    case "next":
      void next(fileId);
      return;
    case "rewind":
      files.get(fileId)?.rewind(request.offset);
      return;
    case "close":
      files.delete(fileId);
      return;
  }
};
