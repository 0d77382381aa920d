import type { SessionId } from "#protocol/ids.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { pieceAt } from "#protocol/transfer/piece.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { FileSink, KeptPiece } from "../engine/ports.ts";

/** A sink that says how it keeps the file: not always as planned. */
export interface MethodSink extends FileSink {
  readonly method: SaveMethod;
}

/** Which file of which session a sink is for. */
export interface SinkFile {
  readonly session: SessionId;
  readonly file: FileInfo;
  /** Nothing of it can have been kept. */
  readonly isNew: boolean;
  /** The session is still in use. */
  readonly touch: () => void;
}

/** Makes browsers save a file, and never open it. */
export const SAVED_TYPE = "application/octet-stream";

/** Most that is copied for a look at a file that still arrives. */
export const LOOK_BYTES = 33_554_432;

/**
 * What of the pieces on record can be there: those from the file's beginning on, without a gap.
 *
 * @param bytes how much really is there, which is less than on record after a crash
 */
export function keptPieces(recorded: readonly KeptPiece[], fileSize: number, bytes: number): KeptPiece[] {
  const kept: KeptPiece[] = [];
  let at = 0;
  for (const { end, hash } of recorded) {
    if (end !== pieceAt(at, fileSize).end || end > bytes) break;
    kept.push({ end, hash });
    at = end;
  }
  return kept;
}

/** A Blob that the browser had no room for has the right size and no bytes; only a read tells. */
export async function assertReadable(blob: Blob): Promise<void> {
  if (blob.size === 0) return;
  const last = await blob.slice(-1).arrayBuffer();
  if (last.byteLength !== 1) throw new Error("the browser lost a part of the file");
}
