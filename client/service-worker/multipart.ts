/** What of a form comes next. */
export type FormPiece =
  /** A field begins; `fileName` is undefined where it is no file. */
  | { readonly type: "field"; readonly name: string; readonly fileName: string | undefined }
  /** More of that field, a view of what was given to `read`: good until the next call. */
  | { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "field-end" };

/** A form that no browser sends, or that was cut off. */
export class BrokenForm extends Error {
  override readonly name = "BrokenForm";
}

const CR = 13;
/** Far more than a name of 255 bytes with its type takes. */
const MAX_HEADER_BYTES = 16_384;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Reads a form with files (`multipart/form-data`) as it arrives, so that none of its files is ever held.
 *
 * @see RFC 7578, and RFC 2046 §5.1.1 for what separates its parts
 */
export class MultipartReader {
  /** CRLF, two dashes and the boundary: what ends a part. */
  readonly #delimiter: Uint8Array<ArrayBuffer>;
  /** What has come and could not be read without what follows. The first delimiter has no line before it. */
  #held: Uint8Array<ArrayBuffer> = encoder.encode("\r\n");
  #within: "preamble" | "header" | "field" | "end" = "preamble";

  /** @throws {BrokenForm} where it is not the type of a form with files */
  constructor(contentType: string | null) {
    const [, quoted, bare] = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(
      contentType ?? "",
    ) ?? [undefined, undefined, undefined];
    const boundary = quoted ?? bare;
    if (boundary === undefined) throw new BrokenForm("there is no boundary");
    this.#delimiter = encoder.encode(`\r\n--${boundary}`);
  }

  /** The next bytes of the form. @throws {BrokenForm} */
  *read(bytes: Uint8Array<ArrayBuffer>): Generator<FormPiece> {
    let rest = joined(this.#held, bytes);
    for (;;) {
      const before = rest.length;
      rest = yield* this.#step(rest);
      if (rest.length === before) break; // only what follows tells more
    }
    // What was given belongs to the caller, who may use it again.
    this.#held = rest.slice();
  }

  /** There is no more. @throws {BrokenForm} where the form has not ended yet */
  end(): void {
    if (this.#within !== "end") throw new BrokenForm("it ends too early");
  }

  /** @returns what is left to be read */
  *#step(bytes: Uint8Array<ArrayBuffer>): Generator<FormPiece, Uint8Array<ArrayBuffer>> {
    switch (this.#within) {
      case "preamble":
      case "field":
        return yield* this.#upToDelimiter(bytes);
      case "header":
        return yield* this.#header(bytes);
      case "end":
        return bytes.subarray(bytes.length);
    }
  }

  *#upToDelimiter(bytes: Uint8Array<ArrayBuffer>): Generator<FormPiece, Uint8Array<ArrayBuffer>> {
    const { at, isWhole } = find(bytes, this.#delimiter);
    const isField = this.#within === "field";
    if (at > 0 && isField) yield { type: "bytes", bytes: bytes.subarray(0, at) };
    // Two bytes more tell whether it was the last one.
    const after = at + this.#delimiter.length + 2;
    if (!isWhole || bytes.length < after) return bytes.subarray(at);
    if (isField) yield { type: "field-end" };
    const mark = decoder.decode(bytes.subarray(after - 2, after));
    if (mark !== "\r\n" && mark !== "--") throw new BrokenForm("a boundary has something behind it");
    this.#within = mark === "--" ? "end" : "header";
    return bytes.subarray(after);
  }

  *#header(bytes: Uint8Array<ArrayBuffer>): Generator<FormPiece, Uint8Array<ArrayBuffer>> {
    const { at, isWhole } = find(bytes, encoder.encode("\r\n\r\n"));
    if (at > MAX_HEADER_BYTES) throw new BrokenForm("a header is too long");
    if (!isWhole) return bytes;
    const header = decoder.decode(bytes.subarray(0, at));
    const name = parameter(header, "name");
    if (name === undefined) throw new BrokenForm("a field has no name");
    yield { type: "field", name, fileName: parameter(header, "filename") };
    this.#within = "field";
    return bytes.subarray(at + 4);
  }
}

/** A parameter of `Content-Disposition`, with what browsers write in place of quotes and line ends undone. */
function parameter(header: string, name: string): string | undefined {
  const value = new RegExp(`^content-disposition:[^\\r\\n]*;\\s*${name}="([^"]*)"`, "im").exec(header)?.[1];
  return value?.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Where `wanted` begins; where it does not, the first place from where on it still could, as `bytes` go on. */
function find(bytes: Uint8Array, wanted: Uint8Array): { readonly at: number; readonly isWhole: boolean } {
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) {
    const length = Math.min(wanted.length, bytes.length - at);
    let same = 1;
    while (same < length && bytes[at + same] === wanted[same]) same++;
    if (same === length) return { at, isWhole: length === wanted.length };
  }
  return { at: bytes.length, isWhole: false };
}

function joined(held: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (held.length === 0) return bytes;
  const both = new Uint8Array(held.length + bytes.length);
  both.set(held);
  both.set(bytes, held.length);
  return both;
}
