import { type FileId, fileId, type SessionId, type Sha256 } from "#protocol/ids.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavedFile, SavePlan } from "../../engine/ports.ts";
import type { MethodSink } from "../../saving/method-sink.ts";
import { createSaving } from "../../saving/saving.ts";
import type { StreamedDownload } from "../../saving/storage.ts";
import { fillSavingBytes, savingBytes } from "./saving-bytes.ts";

/** What a test asks of the worker. */
export type SavingRequest = {
  readonly type: "save";
  readonly plan: SavePlan;
  readonly files: readonly SavingFile[];
  /** Writes only so many pieces of the only file, and leaves it open. */
  readonly pieces?: number;
  /** Gives the file up after these pieces. */
  readonly abort?: true;
};

export interface SavingFile {
  readonly name: string;
  readonly size: number;
  readonly folders?: readonly string[];
}

export type SavingAnswer =
  | { readonly type: "saved"; readonly saved: SavedFile; readonly method: string; readonly keptBytes: number }
  | { readonly type: "open"; readonly method: string }
  | { readonly type: "failed"; readonly error: string }
  | { readonly type: "stream"; readonly download: StreamedDownload; readonly port: MessagePort };

const SESSION = "0123456789abcdef".repeat(2) as SessionId;
const HASH = "a".repeat(64) as Sha256;

/** Used again for each piece, as in the engine. */
const buffer = new Uint8Array(PIECE_BYTES);

const answer = (message: SavingAnswer, transfer: Transferable[] = []) => postMessage(message, { transfer });

const saving = createSaving((download) => {
  const { port1, port2 } = new MessageChannel();
  answer({ type: "stream", download, port: port2 }, [port2]);
  return port1;
});

self.onmessage = ({ data }: MessageEvent<SavingRequest>) => {
  handle(data).catch((error: unknown) => {
    answer({ type: "failed", error: error instanceof Error ? error.name : String(error) });
  });
};

async function handle({ plan, files, pieces, abort }: SavingRequest): Promise<void> {
  if (plan.asZip) return saveArchive(plan, files);
  for (const [i, file] of files.entries()) {
    const sink = await saving.open(SESSION, infoOf(fileId(i), file), plan);
    const keptBytes = await checkedKept(sink);
    await write(sink, keptBytes, Math.min(file.size, (pieces ?? Number.POSITIVE_INFINITY) * PIECE_BYTES));
    if (abort) await sink.abort();
    if (pieces !== undefined) return answer({ type: "open", method: sink.method });
    const saved = await sink.finish();
    if (saved.type === "part") throw new Error("a file of its own was kept as a part of an archive");
    answer({ type: "saved", saved, method: sink.method, keptBytes });
  }
}

async function saveArchive(plan: SavePlan, files: readonly SavingFile[]): Promise<void> {
  const archive = await saving.archive(SESSION);
  for (const [i, file] of files.entries()) {
    const info = infoOf(fileId(i), file);
    const sink = await saving.open(SESSION, info, plan);
    await write(sink, 0, file.size);
    const saved = await sink.finish();
    if (saved.type === "blob") await archive.add(info, saved.blob);
    else if (saved.type === "part") await archive.add(info, saved.bytes);
  }
  answer({ type: "saved", saved: await archive.finish(), method: plan.method, keptBytes: 0 });
}

async function write(sink: MethodSink, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += PIECE_BYTES) {
    const end = Math.min(start + PIECE_BYTES, to);
    const bytes = buffer.subarray(0, end - start);
    fillSavingBytes(bytes, start);
    await sink.write(bytes, { end, hash: HASH });
  }
}

/** @returns how many bytes are kept from before */
async function checkedKept(sink: MethodSink): Promise<number> {
  let at = 0;
  for (const { end } of sink.kept) {
    const [kept, expected] = [await sink.read(at, end), savingBytes(at, end)];
    if (kept.length !== expected.length || kept.some((byte, i) => byte !== expected[i]))
      throw new Error("other bytes than those that were written");
    at = end;
  }
  return at;
}

function infoOf(id: FileId, { name, size, folders = [] }: SavingFile): FileInfo {
  return { fileId: id, direction: "in", name, folders, size, isText: false };
}
