import { describe, expect, test } from "bun:test";
import { ProtocolError } from "../errors.ts";
import { fileId } from "../ids.ts";
import { MAX_FILES, MAX_TEXT_BYTES } from "./limits.ts";
import type { FileMeta } from "./messages.ts";
import { assertSameList, OfferList } from "./offer-list.ts";

const meta = (id: number, size: number, more: Partial<FileMeta> = {}): FileMeta => ({
  type: "file_meta",
  fileId: fileId(id),
  name: "a",
  size,
  ...more,
});

function list(...files: FileMeta[]): OfferList {
  const offer = new OfferList();
  for (const file of files) offer.announce(file);
  return offer;
}

describe("a list of files", () => {
  test("[XFER4] gives its files in order when the counts agree", () => {
    const files = [meta(2, 30), meta(1, 0)];
    expect(list(...files).close({ files: 2, bytes: 30 })).toEqual(files);
  });

  test.each([
    ["fewer files than counted", [meta(1, 30)], { files: 2, bytes: 30 }],
    ["other bytes than counted", [meta(1, 30)], { files: 1, bytes: 31 }],
    ["no files", [], { files: 0, bytes: 0 }],
  ])("[XFER4] refuses %s", (_, files, counts) => {
    expect(() => list(...files).close(counts)).toThrow(ProtocolError);
  });

  test.each([
    ["a file twice", [meta(1, 30), meta(1, 30)], "bad-value"],
    ["more bytes than can be counted", [meta(1, Number.MAX_SAFE_INTEGER), meta(2, 1)], "too-large"],
    ["a text of any length", [meta(1, MAX_TEXT_BYTES + 1, { kind: "text" })], "too-large"],
    ["files without end", Array.from({ length: MAX_FILES + 1 }, (__, id) => meta(id, 1)), "too-large"],
  ])("[XFER4] refuses %s", (_, files, code) => {
    expect(() => list(...files)).toThrow(expect.objectContaining({ code }));
  });
});

describe("a list that is given once more", () => {
  const known = [meta(1, 30, { path: "photos" }), meta(2, 5)];

  test("[XFER14] may be the same", () => {
    expect(() => assertSameList(known, [...known])).not.toThrow();
  });

  test.each([
    ["lacks a file", [meta(1, 30, { path: "photos" })]],
    ["has another one", [...known, meta(3, 1)]],
    ["has another order", [meta(2, 5), meta(1, 30, { path: "photos" })]],
    ["has another name", [meta(1, 30, { path: "photos" }), meta(2, 5, { name: "b" })]],
    ["has another folder", [meta(1, 30), meta(2, 5)]],
    ["has another size", [meta(1, 30, { path: "photos" }), meta(2, 6)]],
  ])("[XFER14] is refused where it %s", (_, again) => {
    expect(() => assertSameList(known, again)).toThrow(ProtocolError);
  });
});
