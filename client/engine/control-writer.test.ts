import { expect, test } from "bun:test";
import { type FileId, fileId, sha256 } from "#protocol/ids.ts";
import { decodeControls } from "#protocol/transfer/codec.ts";
import { type ControlMessage, MAX_CONTROL_LENGTH } from "#protocol/transfer/messages.ts";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { ControlWriter } from "./control-writer.ts";

const complete = (number: number): ControlMessage => ({
  type: "file_complete",
  fileId: fileId(number) as FileId,
  hash: sha256("a".repeat(64)),
});

function writer() {
  const clock = new FakeClock();
  const texts: string[] = [];
  return { clock, texts, writer: new ControlWriter(clock, (text) => texts.push(text)) };
}

test("[XFER3] what is said of many files goes in few texts, in order and within the limit", () => {
  const { clock, texts, writer: control } = writer();
  const said = Array.from({ length: 1_000 }, (_, i) => complete(i));
  for (const message of said) control.say(message);
  clock.advance(5);
  expect(texts.flatMap(decodeControls)).toEqual(said);
  expect(texts.length).toBeLessThan(15);
  for (const { length } of texts) expect(length).toBeLessThanOrEqual(MAX_CONTROL_LENGTH);
});

test("[XFER3] a word that may wait does so for a moment, and others take it with them at once", () => {
  const { clock, texts, writer: control } = writer();
  control.say(complete(1));
  clock.advance(4);
  expect(texts).toEqual([]);
  clock.advance(1);
  expect(texts).toHaveLength(1);
  control.say(complete(2));
  control.say({ type: "away" });
  expect(texts.slice(1).flatMap(decodeControls)).toEqual([complete(2), { type: "away" }]);
  clock.advance(5);
  expect(texts).toHaveLength(2);
});

test("[XFER14] what waited for a channel that is lost is not said on the next one", () => {
  const { clock, texts, writer: control } = writer();
  control.say(complete(1));
  control.reset();
  clock.advance(5);
  expect(texts).toEqual([]);
});
