import { expect, test } from "bun:test";
import { answerTap } from "./notice-tap.ts";

test.each([
  ["the page that was last in use comes to the front", 2, ["close", "focus 0"]],
  ["where all are closed nothing happens", 0, ["close"]],
])("[FLOW5] on a tap on the notification %s", async (_, count, expected) => {
  const did: string[] = [];
  let work: Promise<unknown> = Promise.resolve();
  const pages = Array.from({ length: count }, (_, i) => ({
    async focus() {
      did.push(`focus ${i}`);
      throw new Error("not allowed");
    },
  }));
  const event = {
    notification: { close: () => void did.push("close") },
    waitUntil(promise: Promise<unknown>) {
      work = promise;
    },
  };
  answerTap(event, {
    async matchAll(options) {
      expect(options).toEqual({ type: "window", includeUncontrolled: true });
      return pages;
    },
  });
  await work;
  expect(did).toEqual(expected);
});
