import { expect, test } from "bun:test";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { TransferEvent } from "#protocol/transfer/state.ts";
import type { EngineEnd } from "../../testing/engine-end.ts";
import { EnginePair, noise } from "../../testing/engine-pair.ts";
import type { OutgoingFile } from "../ports.ts";

const SIZE = 5 * PIECE_BYTES;
/** More than a receiver can have of a file in these tests. */
const ALL_BYTES = SIZE + 1;

const eventsOf = ({ changes }: EngineEnd): TransferEvent[] => changes.map(([, event]) => event);
/** What it has told since its page was reloaded. */
const eventsSince = (end: EngineEnd): TransferEvent[] => {
  const events = eventsOf(end);
  const at = events.findIndex((event) => event.type === "accepted" && event.again);
  return at < 0 ? [] : events.slice(at);
};
const arrivedIn = (end: EngineEnd) => eventsSince(end).filter(({ type }) => type === "arrived");

/** Both pages are loaded anew while a file is under way, and have no channel. */
async function reloaded(lostBytes = 0): Promise<{ pair: EnginePair; files: readonly OutgoingFile[] }> {
  const pair = new EnginePair(3);
  pair.connect();
  const files = pair.sender.offer({ name: "a.bin", blob: new Blob([noise(SIZE, 1)]) });
  const isKept = ({ type, kept = 0 }: { type: string; kept?: number }) =>
    type === "arrived" && kept > PIECE_BYTES;
  await pair.until(() => eventsOf(pair.receiver).some(isKept));
  await pair.sender.reload();
  await pair.receiver.reload();
  pair.receiver.saving.loseLastBytes(lostBytes);
  for (const { engine } of [pair.sender, pair.receiver]) engine.interrupt();
  await pair.until(() => arrivedIn(pair.receiver).length > 0);
  return { pair, files };
}

test("[PAGE18] a receiver's page that was reloaded tells what it has kept as soon as it is verified", async () => {
  const { pair } = await reloaded();
  const [first] = arrivedIn(pair.receiver) as { bytes: number; kept: number }[];
  expect(first?.bytes).toBeGreaterThan(PIECE_BYTES);
  expect(first?.kept).toBe(first?.bytes as number);
  expect([...pair.receiver.transfers.values()]).toMatchObject([
    { state: "interrupted", bytes: first?.bytes as number },
  ]);
});

test("[PAGE18] a receiver's page that has lost everything with a reload says so", async () => {
  const { pair } = await reloaded(ALL_BYTES);
  expect(arrivedIn(pair.receiver)).toEqual([{ type: "arrived", bytes: 0, kept: 0 }]);
});

test("[PAGE18] a sender's page that was reloaded tells what the receiver has before it sends more", async () => {
  const { pair, files } = await reloaded();
  const [kept] = arrivedIn(pair.receiver) as { bytes: number }[];
  pair.sender.show(files);
  pair.sender.engine.offerAgain(0, files);
  await pair.run(3);
  expect(eventsSince(pair.sender)).toEqual([{ type: "accepted", again: true }]);
  pair.connect();
  await pair.until(() => arrivedIn(pair.sender).length > 0);
  expect(arrivedIn(pair.sender)[0]).toEqual({ type: "arrived", bytes: kept?.bytes as number });
  await pair.settled();
  for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["done"]);
});
