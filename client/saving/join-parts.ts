import { blobSlices } from "./blob-slices.ts";
import { SAVED_TYPE } from "./method-sink.ts";

/** Makes one Blob of bytes and Blobs. */
export type JoinParts = (parts: readonly (Uint8Array<ArrayBuffer> | Blob)[]) => Promise<Blob>;

/** The Blob refers to its parts, which stay where they are. */
export const referToParts: JoinParts = async (parts) => new Blob([...parts], { type: SAVED_TYPE });

/**
 * For Firefox, which copies a Blob of several parts into the memory of its main process as soon as there is a
 * URL for it. What it reads as the body of a response, it puts into a temporary file when it grows large.
 */
export const copyParts: JoinParts = async (parts) => {
  const [only] = parts;
  if (parts.length < 2) return new Blob(only ? [only] : [], { type: SAVED_TYPE });
  const slices = slicesOf(parts);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await slices.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { "Content-Type": SAVED_TYPE } }).blob();
};

async function* slicesOf(
  parts: Parameters<JoinParts>[0],
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  for (const part of parts) {
    if (part instanceof Blob) yield* blobSlices(part);
    else yield part;
  }
}
