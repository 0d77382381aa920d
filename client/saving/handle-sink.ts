import { numberedName } from "#protocol/transfer/file-name.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { KeptPiece, SavedFile } from "../engine/ports.ts";
import type { MethodSink } from "./method-sink.ts";
import { orNoRoom } from "./no-room.ts";

/** Not in the types: browsers that have pickers have it. */
interface RemovableFile extends FileSystemFileHandle {
  remove?(): Promise<void>;
}

/** Writes where the person wants the file. It is there only at the end: until then the browser writes beside it. */
export class HandleSink implements MethodSink {
  readonly method: SaveMethod;
  readonly kept: readonly KeptPiece[] = [];
  readonly #writable: FileSystemWritableFileStream;
  /** Takes away the empty file that stands there until the end. */
  readonly #remove: () => Promise<void>;
  #bytes = 0;

  private constructor(
    method: "file" | "folder",
    writable: FileSystemWritableFileStream,
    remove: () => Promise<void>,
  ) {
    this.method = method;
    this.#writable = writable;
    this.#remove = remove;
  }

  /** In a file that the person picked. */
  static async inFile(handle: RemovableFile): Promise<HandleSink> {
    return new HandleSink("file", await handle.createWritable(), async () => handle.remove?.());
  }

  /** In a new file below a folder that the person picked. */
  static async inFolder(root: FileSystemDirectoryHandle, file: FileInfo): Promise<HandleSink> {
    const [folder, handle] = await makeFile(root, file);
    const remove = () => folder.removeEntry(handle.name);
    try {
      return new HandleSink("folder", await handle.createWritable(), remove);
    } catch (error) {
      await remove();
      throw error;
    }
  }

  async read(): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error("what is being written cannot be read");
  }

  async truncate(bytes: number): Promise<void> {
    await this.#writable.truncate(bytes);
    this.#bytes = bytes;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await orNoRoom(() => this.#writable.write({ type: "write", position: this.#bytes, data: bytes }));
    this.#bytes += bytes.byteLength;
  }

  async soFar(): Promise<undefined> {}

  async finish(): Promise<SavedFile> {
    await orNoRoom(() => this.#writable.close());
    return { type: "in-place" };
  }

  async abort(): Promise<void> {
    await this.#writable.abort();
    await this.#remove();
  }

  /** Nothing can be kept: the browser drops what is not closed. */
  suspend(): Promise<void> {
    return this.abort();
  }
}

/** Makes a new, empty file: whatever is in the folder already stays as it is. */
async function makeFile(
  root: FileSystemDirectoryHandle,
  file: FileInfo,
): Promise<[folder: FileSystemDirectoryHandle, handle: FileSystemFileHandle]> {
  let folder = root;
  for (const wanted of file.folders) folder = await enter(folder, wanted);
  let { name } = file;
  for (let number = 1; await isTaken(folder, name); number++) name = numberedName(file.name, number);
  return [folder, await folder.getFileHandle(name, { create: true })];
}

async function enter(folder: FileSystemDirectoryHandle, wanted: string): Promise<FileSystemDirectoryHandle> {
  let name = wanted;
  for (let number = 1; ; number++) {
    try {
      return await folder.getDirectoryHandle(name, { create: true });
    } catch (error) {
      if (!isNamed(error, "TypeMismatchError")) throw error; // a file has this name
      name = numberedName(wanted, number);
    }
  }
}

async function isTaken(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (isNamed(error, "NotFoundError")) return false;
    if (isNamed(error, "TypeMismatchError")) return true; // a folder has it
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
