import type { Shared, SharedFile } from "../saving/share-messages.ts";
import { type FormPiece, MultipartReader } from "./multipart.ts";

/** A text that is longer is nothing that a person has shared. */
const MAX_TEXT_CHARS = 8_388_608;

/** Makes a place for the file with this number. */
export type MakeFile = (number: number) => Promise<FileSystemFileHandle>;

/** The form that a share sheet posts, read part by part: files to disk, texts to memory. */
export class ShareForm {
  readonly #reader: MultipartReader;
  readonly #makeFile: MakeFile;
  readonly #files: SharedFile[] = [];
  readonly #texts = new Map<string, string>();
  #field: FileField | TextField | undefined;

  /** @throws {BrokenForm} where it is no form with files */
  constructor(contentType: string | null, makeFile: MakeFile) {
    this.#reader = new MultipartReader(contentType);
    this.#makeFile = makeFile;
  }

  /** Resolves when there is room for more: no more than this is ever in memory. @throws {BrokenForm} */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    for (const piece of this.#reader.read(bytes)) await this.#take(piece);
  }

  /** All of it. @throws {BrokenForm} where its end is missing */
  end(): Shared {
    this.#reader.end();
    return { files: this.#files, text: textOf(this.#texts, this.#files.length > 0) };
  }

  /** The rest never comes. */
  async abort(): Promise<void> {
    await this.#field?.abort();
  }

  async #take(piece: FormPiece): Promise<void> {
    switch (piece.type) {
      case "field":
        this.#field = await this.#open(piece);
        return;
      case "bytes":
        return this.#field?.write(piece.bytes);
      case "field-end":
        if (this.#field instanceof FileField) this.#files.push(...(await this.#field.end()));
        else if (this.#field) this.#texts.set(this.#field.name, this.#field.end());
    }
  }

  async #open({ name, fileName }: Extract<FormPiece, { type: "field" }>): Promise<FileField | TextField> {
    if (fileName === undefined) return new TextField(name);
    const handle = await this.#makeFile(this.#files.length);
    return new FileField(fileName, handle, await handle.createWritable());
  }
}

class FileField {
  readonly #name: string;
  readonly #handle: FileSystemFileHandle;
  readonly #writer: FileSystemWritableFileStream;
  #position = 0;

  constructor(name: string, handle: FileSystemFileHandle, writer: FileSystemWritableFileStream) {
    this.#name = name;
    this.#handle = handle;
    this.#writer = writer;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#writer.write({ type: "write", position: this.#position, data: bytes });
    this.#position += bytes.length;
  }

  /** @returns the file; none where a form was sent without one */
  async end(): Promise<SharedFile[]> {
    await this.#writer.close();
    const blob = await this.#handle.getFile();
    return this.#name === "" && blob.size === 0 ? [] : [{ name: this.#name, blob }];
  }

  async abort(): Promise<void> {
    await this.#writer.abort().catch(() => undefined); // it may be over, or the cause itself
  }
}

class TextField {
  readonly name: string;
  readonly #decoder = new TextDecoder();
  #text = "";

  constructor(name: string) {
    this.name = name;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    if (this.#text.length > MAX_TEXT_CHARS) throw new Error("a text is too long");
  }

  end(): string {
    return this.#text.trim();
  }

  async abort(): Promise<void> {}
}

/** The parts of what was shared as one text. A title alone says nothing where there are files. */
function textOf(texts: ReadonlyMap<string, string>, hasFiles: boolean): string {
  const parts = ["title", "text", "url"].map((name) => texts.get(name) ?? "");
  if (hasFiles && parts.slice(1).every((part) => part === "")) return "";
  // Many devices put the address, or the title, into the text as well.
  const isNew = (part: string, at: number) =>
    part !== "" &&
    !parts.some((other, i) => (i < at && other === part) || (other !== part && other.includes(part)));
  return parts.filter(isNew).join("\n");
}
