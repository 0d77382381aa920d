import { expect, test } from "bun:test";
import { createSignal } from "solid-js";
import type { Choice } from "../pairing/choice.ts";
import type { Session } from "../session/machine.ts";
import { handOver } from "./handed-over.ts";
import { isSessionUnderWay } from "./occupation.ts";

const choice = (name: string): Choice => ({
  files: [{ name, blob: new Blob() }],
  emptyFolders: [],
  unreadable: [],
});

/** A page whose session the test moves. */
function setUp({ mayTake = true } = {}) {
  const [may, setMayTake] = createSignal(mayTake);
  const [isHome, setHome] = createSignal(true);
  const calls: string[] = [];
  const handing = handOver({
    mayTake: may,
    isHome,
    take: ({ files }) => void calls.push(`take ${files[0]?.name}`),
  });
  const give = (name: string) => handing.give(choice(name), () => void calls.push(`let go of ${name}`));
  return { calls, give, setMayTake, setHome };
}

test("[PWA5] what the system hands over is sent at once", () => {
  const page = setUp();
  page.give("a");
  page.give("b");
  expect(page.calls).toEqual(["take a", "take b"]);
});

test("[PWA5] what comes while nothing may be taken waits until something may", () => {
  const page = setUp({ mayTake: false });
  page.give("a");
  expect(page.calls).toEqual([]);
  page.setMayTake(true);
  expect(page.calls).toEqual(["take a"]);
});

test("[PWA8] what was shared is let go of once, when the page is home again", () => {
  const page = setUp();
  page.give("a");
  page.setHome(false);
  expect(page.calls).toEqual(["take a"]);
  page.setHome(true);
  expect(page.calls).toEqual(["take a", "let go of a"]);
  page.setHome(false);
  page.setHome(true);
  expect(page.calls.length).toBe(2);
});

test("[PWA10] a session, and files that can still be sent, are under way", () => {
  const waiting: Session = { at: "expired" };
  const ended = { at: "ended" } as Session;
  const stopped = (sending: boolean) =>
    ({ at: "stopped", problem: "no-server", sending }) as unknown as Session;
  expect([{ at: "home" } as Session, ended, stopped(false)].map(isSessionUnderWay)).toEqual([
    false,
    false,
    false,
  ]);
  expect([waiting, stopped(true), { at: "opening" } as Session].map(isSessionUnderWay)).toEqual([
    true,
    true,
    true,
  ]);
});
