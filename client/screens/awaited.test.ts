import { expect, test } from "bun:test";
import { createRoot } from "solid-js";
import { fileId } from "#protocol/ids.ts";
import type { Capacity } from "../engine/ports.ts";
import type { Session } from "../session/machine.ts";
import { text } from "../text/text.ts";
import { createTransferStore } from "../transfer/store.ts";
import { awaitedFit, awaitedWords } from "./awaited.ts";

type Connected = Extract<Session, { at: "connected" }>;

const session: Connected = { at: "connected", role: "sender", device: "Anna's Pixel" };
const capacity = (freeBytes: number | null): Capacity => ({ method: "opfs", freeBytes });

/** Files of this side, of which the first is answered, and one of the other side. */
const storeOf = (...sizes: readonly number[]) =>
  createRoot(() => {
    const store = createTransferStore(() => 0);
    const info = (n: number, size: number, direction: "in" | "out") => ({
      fileId: fileId(n),
      direction,
      name: "a",
      folders: [],
      size,
      isText: false,
    });
    store.show([info(1, 1_000, "out"), info(3, 1_000, "in")]);
    store.report(fileId(1), { type: "accepted" });
    store.add(sizes.map((size, i) => info(4 + 2 * i, size, "out")));
    return store;
  });

test.each([
  ["fits", [60, 40], 100, "all"],
  ["fits in part", [60, 101], 100, "some"],
  ["does not fit", [101, 102], 100, "none"],
  ["goes where nobody knows what is free", [101], null, undefined],
] as const)("[PAGE17] what waits for an answer counts alone: it %s", (_, sizes, freeBytes, type) => {
  expect(awaitedFit({ ...session, capacity: capacity(freeBytes) }, storeOf(...sizes))?.type).toBe(type);
});

test("[PAGE17] of files that do not fit nobody says that they go out", () => {
  const store = storeOf(101);
  const fit = awaitedFit({ ...session, capacity: capacity(100) }, store);
  expect(awaitedWords(session, store, { type: "all" })).toEqual(text.wait.answer("Anna's Pixel"));
  expect(awaitedWords(session, store, fit)).toEqual(text.wait.answerWithoutRoom("Anna's Pixel"));
  expect(text.wait.answerWithoutRoom("Anna's Pixel").body).toContain("another place");
});

test("[PAGE18] a page that was reloaded waits for the other device first", () => {
  const { device: _, ...unknown } = session;
  expect(awaitedWords({ ...unknown, interruptedUntil: 9 }, storeOf(1), undefined)).toBe(text.wait.returning);
  expect(awaitedWords(session, storeOf(), undefined)).toBe(text.wait.files);
});
