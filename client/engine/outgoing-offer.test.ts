import { describe, expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { Hashing } from "./hashing.ts";
import { OutgoingOffers } from "./outgoing-offer.ts";

const PACKED = new Uint8Array([...Array(200).keys()]);

/** Of three pieces, the second of which travels packed. */
function entry() {
  const blob = new Blob([new Uint8Array(3 * PIECE_BYTES)]);
  const { entries } = new OutgoingOffers(new Hashing(), 1).add([{ fileId: fileId(1), name: "a.log", blob }]);
  const [only] = entries;
  if (!only) throw new Error("the offer is empty");
  only.travelsPacked(PIECE_BYTES, PACKED);
  return only;
}

const range = (from: number, to: number) => ({ start: PIECE_BYTES + from, end: PIECE_BYTES + to });

describe("what went over a lane that is lost", () => {
  test("[XFER18] travels packed once more where it was packed, and no more of its piece", () => {
    const sent = entry();
    for (const [lane, from] of [0, 1, 0].entries()) {
      sent.carried(range(lane * 50, lane * 50 + 50), from);
    }
    const [first, second, ...none] = sent.carriedBy(0);
    expect([first, second, none]).toEqual([range(0, 50), range(100, 150), []]);
    expect(sent.packedBytes(range(100, 150))).toEqual(PACKED.slice(100, 150));
    expect(sent.carriedBy(0)).toEqual([]);
  });

  test("[XFER18] travels as it is in any other piece", () => {
    expect(entry().packedBytes({ start: 0, end: 50 })).toBeUndefined();
    expect(entry().packedBytes({ start: 2 * PIECE_BYTES, end: 2 * PIECE_BYTES + 50 })).toBeUndefined();
  });

  test("[XFER18] travels as it is where the receiver has asked for the piece once more", () => {
    const sent = entry();
    sent.travelsPlain(PIECE_BYTES);
    expect(sent.packedBytes(range(0, 50))).toBeUndefined();
  });

  test("[XFER18] is let go of when the piece is kept, or the channel is another one", () => {
    const [kept, behind, rewound] = [entry(), entry(), entry()];
    kept.kept(2 * PIECE_BYTES);
    behind.kept(PIECE_BYTES);
    rewound.rewind();
    expect([kept, behind, rewound].map((sent) => sent.packedBytes(range(0, 50)) !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
