import { describe, expect, test } from "bun:test";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { BrokenForm, MultipartReader } from "./multipart.ts";

interface Field {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly bytes: Uint8Array;
}

/** Reads a form that comes in pieces of these sizes, over and over. */
function read(type: string | null, body: Uint8Array<ArrayBuffer>, sizes: readonly number[]): Field[] {
  const reader = new MultipartReader(type);
  const fields: { name: string; fileName: string | undefined; bytes: number[]; isOver: boolean }[] = [];
  for (let at = 0, turn = 0; at < body.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const piece = body.slice(at, at + size);
    for (const found of reader.read(piece)) {
      const open = fields.at(-1);
      if (found.type === "field") fields.push({ ...found, bytes: [], isOver: false });
      else if (!open || open.isOver) throw new Error("bytes of no field");
      else if (found.type === "bytes") open.bytes.push(...found.bytes);
      else open.isOver = true;
    }
    piece.fill(0); // what was given may be used again by whoever gave it
    at += size;
  }
  reader.end();
  expect(fields.every(({ isOver }) => isOver)).toBe(true);
  return fields.map(({ name, fileName, bytes }) => ({ name, fileName, bytes: Uint8Array.from(bytes) }));
}

/** A form as a browser's own code writes it. */
async function written(form: FormData) {
  const response = new Response(form);
  return { type: response.headers.get("content-type"), body: await response.bytes() };
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const form = (body: string) => new TextEncoder().encode(body.replaceAll("\n", "\r\n"));
const TYPE = "multipart/form-data; boundary=XX";

describe("[PWA6] a form with files is read as it arrives", () => {
  test.each([[[1]], [[2, 3]], [[7]], [[64]], [[1_000_000]]])("in pieces of %j bytes", async (sizes) => {
    const sent = new FormData();
    sent.set("title", "größe");
    sent.append("files", new File(["one\r\n--", "\r\n"], "a b.txt"));
    sent.append("files", new File([], "empty.bin"));
    sent.append("files", new File([new Uint8Array([13, 10, 13, 10, 45, 45, 13])], "größe.bin"));
    const { type, body } = await written(sent);
    const fields = read(type, body, sizes);
    expect(fields.map(({ name, fileName }) => [name, fileName])).toEqual([
      ["title", undefined],
      ["files", "a b.txt"],
      ["files", "empty.bin"],
      ["files", "größe.bin"],
    ]);
    const [title, first, second, third] = fields.map(({ bytes }) => bytes);
    expect([title, first].map((bytes) => text(bytes ?? new Uint8Array()))).toEqual([
      "größe",
      "one\r\n--\r\n",
    ]);
    expect([second?.length, [...(third ?? [])]]).toEqual([0, [13, 10, 13, 10, 45, 45, 13]]);
  });

  test("whose names have quotes and line ends in them", () => {
    const body = form(
      '--XX\ncontent-disposition: form-data; name="files"; filename="a%22b%0D%0Ac%25.txt"\n\nx\n--XX--\n',
    );
    expect(read(TYPE, body, [5])).toMatchObject([{ name: "files", fileName: 'a"b\r\nc%25.txt' }]);
  });

  test("with a preamble, and text behind its end", () => {
    const body = form('hello\n--XX\nContent-Disposition: form-data; name="text"\n\nx\n--XX--\nbye\n--XX\n');
    expect(read('Multipart/Form-Data; boundary="XX"', body, [4]).map(({ bytes }) => text(bytes))).toEqual([
      "x",
    ]);
  });

  const SEED = 20_261_129;
  test(`whose bytes look like its boundary (seed ${SEED})`, () => {
    const random = new SeededRandom(SEED);
    const alphabet = [13, 10, 45, 88];
    for (let round = 0; round < 200; round++) {
      const drawn = random.bytes(40);
      const bytes = Uint8Array.from(drawn.subarray(1), (byte) => alphabet[byte % alphabet.length] ?? 0);
      const content = text(bytes);
      if (content.includes("\r\n--XX")) continue;
      const header = '--XX\r\nContent-Disposition: form-data; name="files"; filename="f"\r\n\r\n';
      const body = new TextEncoder().encode(`${header}${content}\r\n--XX--`);
      expect(read(TYPE, body, [1 + ((drawn[0] ?? 0) % 9)]).map((field) => text(field.bytes))).toEqual([
        content,
      ]);
    }
  });

  test.each([
    ["another type", "text/plain", ""],
    ["no type", null, ""],
    ["no boundary", "multipart/form-data", ""],
    ["one cut off in a file", TYPE, '--XX\nContent-Disposition: form-data; name="f"; filename="f"\n\nx'],
    ["one cut off in a header", TYPE, "--XX\nContent-Dispo"],
    ["one without an end", TYPE, '--XX\nContent-Disposition: form-data; name="f"\n\nx\n--XX'],
    ["a field without a name", TYPE, "--XX\nContent-Type: text/plain\n\nx\n--XX--"],
    ["a boundary that goes on", TYPE, '--XX\nContent-Disposition: form-data; name="f"\n\nx\n--XXX--'],
    ["a header without an end", TYPE, `--XX\n${"a".repeat(20_000)}`],
    ["nothing", TYPE, ""],
  ])("and %s is refused", (_, type, body) => {
    expect(() => read(type, form(body), [3])).toThrow(BrokenForm);
  });
});
