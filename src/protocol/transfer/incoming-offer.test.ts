import { describe, expect, test } from "bun:test";
import { ProtocolError } from "../errors.ts";
import { fileId } from "../ids.ts";
import { IncomingOffer } from "./incoming-offer.ts";
import { type FileMeta, MAX_FILES } from "./messages.ts";

const meta = (id: number, size: number): FileMeta => ({
  type: "file_meta",
  fileId: fileId(id),
  name: "a",
  size,
});
const frame = (id: number, offset: number, length: number) => ({
  fileId: fileId(id),
  offset,
  bytes: new Uint8Array(length),
});

function accepted(...files: FileMeta[]): IncomingOffer {
  const offer = new IncomingOffer();
  for (const file of files) offer.announce(file);
  offer.close({ files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) });
  offer.accept();
  return offer;
}

describe("an offer", () => {
  test("[XFER4] takes its files' bytes in order, each to its own end", () => {
    const offer = accepted(meta(1, 30), meta(2, 0));
    expect(offer.frame(frame(1, 0, 20))).toBe("take");
    expect(offer.frame(frame(1, 20, 10))).toBe("take");
    expect(offer.complete(fileId(1))).toBe("take");
    expect(offer.complete(fileId(2))).toBe("take");
  });

  test("[XFER4] refuses bytes before it is accepted", () => {
    const offer = new IncomingOffer();
    offer.announce(meta(1, 30));
    expect(() => offer.frame(frame(1, 0, 1))).toThrow(ProtocolError);
    offer.close({ files: 1, bytes: 30 });
    expect(() => offer.frame(frame(1, 0, 1))).toThrow(ProtocolError);
    expect(() => offer.complete(fileId(1))).toThrow(ProtocolError);
  });

  test.each([
    ["a file twice", (offer: IncomingOffer) => offer.announce(meta(1, 30))],
    [
      "a file after the end of the list",
      (offer: IncomingOffer) => {
        offer.close({ files: 1, bytes: 30 });
        offer.announce(meta(2, 1));
      },
    ],
    ["fewer files than counted", (offer: IncomingOffer) => offer.close({ files: 2, bytes: 30 })],
    ["other bytes than counted", (offer: IncomingOffer) => offer.close({ files: 1, bytes: 31 })],
    [
      "an end after the end",
      (offer: IncomingOffer) => {
        offer.close({ files: 1, bytes: 30 });
        offer.close({ files: 1, bytes: 30 });
      },
    ],
  ])("[XFER4] refuses %s", (_, misbehave) => {
    const offer = new IncomingOffer();
    offer.announce(meta(1, 30));
    expect(() => misbehave(offer)).toThrow(ProtocolError);
  });

  test("[XFER4] refuses an empty list, and one without end", () => {
    expect(() => new IncomingOffer().close({ files: 0, bytes: 0 })).toThrow(ProtocolError);
    const offer = new IncomingOffer();
    for (let id = 0; id < MAX_FILES; id++) offer.announce(meta(id, 1));
    expect(() => offer.announce(meta(MAX_FILES, 1))).toThrow(expect.objectContaining({ code: "too-large" }));
  });

  test.each([
    ["a gap", 25, 5],
    ["a repetition", 10, 10],
    ["bytes beyond the end", 20, 11],
  ])("[XFER5] tells %s", (_, offset, length) => {
    const offer = accepted(meta(1, 30));
    expect(offer.frame(frame(1, 0, 20))).toBe("take");
    expect(offer.frame(frame(1, offset, length))).toBe("wrong-offset");
  });

  test("[XFER6] tells a file that ends too early", () => {
    const offer = accepted(meta(1, 30));
    offer.frame(frame(1, 0, 20));
    expect(offer.complete(fileId(1))).toBe("wrong-offset");
  });

  test("[XFER9] drops what still comes for a file that failed, and takes the others", () => {
    const offer = accepted(meta(1, 30), meta(2, 5));
    offer.giveUp(fileId(1));
    expect(offer.frame(frame(1, 0, 20))).toBe("drop");
    expect(offer.complete(fileId(1))).toBe("drop");
    expect(offer.frame(frame(2, 0, 5))).toBe("take");
  });

  test("[XFER4] refuses bytes of a file that nobody announced", () => {
    expect(() => accepted(meta(1, 30)).frame(frame(2, 0, 1))).toThrow(ProtocolError);
  });
});

describe("an offer that is given again", () => {
  const total = { files: 2, bytes: 35 };

  test("[XFER14] goes on behind the bytes that have come", () => {
    const offer = accepted(meta(1, 30), meta(2, 5));
    offer.frame(frame(1, 0, 20));
    offer.repeat();
    offer.announce(meta(1, 30));
    offer.announce(meta(2, 5));
    offer.close(total);
    expect([offer.nextOffset(fileId(1)), offer.nextOffset(fileId(2))]).toEqual([20, 0]);
    expect(offer.isAccepted).toBe(true);
    expect(offer.frame(frame(1, 20, 10))).toBe("take");
  });

  test("[XFER14] whose list was not complete begins from nothing", () => {
    const offer = new IncomingOffer();
    offer.announce(meta(1, 30));
    offer.repeat();
    offer.announce(meta(2, 5));
    offer.close({ files: 1, bytes: 5 });
    expect(offer.isComplete).toBe(true);
  });

  test.each([
    ["another size", (offer: IncomingOffer) => offer.announce(meta(1, 31))],
    ["another name", (offer: IncomingOffer) => offer.announce({ ...meta(1, 30), name: "b" })],
    ["another file", (offer: IncomingOffer) => offer.announce(meta(3, 30))],
    ["a file less", (offer: IncomingOffer) => offer.close(total)],
    ["bytes before its end", (offer: IncomingOffer) => void offer.frame(frame(1, 0, 1))],
    ["a file twice", (offer: IncomingOffer) => offer.announce(meta(2, 5))],
  ])("[XFER14] is refused with %s", (_, misbehave) => {
    const offer = accepted(meta(1, 30), meta(2, 5));
    offer.repeat();
    offer.announce(meta(2, 5));
    expect(() => misbehave(offer)).toThrow(ProtocolError);
  });
});
