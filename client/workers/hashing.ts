import { createSHA256 } from "hash-wasm";
import { type Sha256, sha256 } from "#protocol/ids.ts";

/** SHA-256 of bytes that come piece by piece. */
export interface StreamingHash {
  update(bytes: Uint8Array): void;
  /** Ends the stream. */
  digest(): Sha256;
}

/** In WebAssembly, because the browser's own digest is missing on plain http and cannot stream anywhere. */
export async function createStreamingHash(): Promise<StreamingHash> {
  const hasher = await createSHA256();
  hasher.init();
  return {
    update: (bytes) => void hasher.update(bytes),
    digest: () => sha256(hasher.digest("hex")),
  };
}
