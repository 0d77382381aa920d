import { expect, test } from "bun:test";
import { FakeChannel } from "../testing/fake-channel.ts";
import { measureLoop } from "./loop-measure.ts";

/** Two ends of a channel without a network. @param carry what becomes of each message on its way to the near end */
function channels(
  carry: (bytes: Uint8Array<ArrayBuffer>, near: FakeChannel) => void,
): [FakeChannel, FakeChannel] {
  const [near, far] = [new FakeChannel(), new FakeChannel()];
  near.send = (message) =>
    queueMicrotask(() => far.receive((message as Uint8Array<ArrayBuffer>).slice().buffer));
  far.send = (message) =>
    queueMicrotask(() => carry(new Uint8Array(message as unknown as ArrayBuffer), near));
  near.open();
  far.open();
  return [near, far];
}

test("[DIAG5] bytes that come back as they were have passed, with figures", async () => {
  const [near, far] = channels((bytes, to) => to.receive(bytes.buffer));
  expect(await measureLoop(near.asChannel, far.asChannel)).toEqual({
    type: "passed",
    roundTripMs: expect.any(Number),
    bytesPerSecond: expect.any(Number),
  });
});

test("[DIAG5] one changed bit, one message that is missing, or an end in the middle is damage", async () => {
  let count = 0;
  const damaged: readonly ((bytes: Uint8Array<ArrayBuffer>, near: FakeChannel) => void)[] = [
    (bytes, near) => {
      if (count++ === 9) bytes[7] = (bytes[7] ?? 0) ^ 1;
      near.receive(bytes.buffer);
    },
    (bytes, near) => {
      if (count++ !== 9) near.receive(bytes.buffer);
    },
    (bytes, near) => {
      if (count++ < 9) near.receive(bytes.buffer);
      else near.close();
    },
  ];
  for (const carry of damaged) {
    count = 0;
    const [near, far] = channels(carry);
    expect(await measureLoop(near.asChannel, far.asChannel)).toEqual({ type: "damaged" });
  }
});
