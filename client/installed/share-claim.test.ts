import { describe, expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import type { Shared, ShareState } from "../saving/share-messages.ts";
import { claimShare } from "./share-claim.ts";

const SHARED: Shared = { files: [{ name: "a.txt", blob: new Blob(["a"]) }], text: "" };

const settled = () => Promise.resolve().then(() => Promise.resolve());

/** A page that was opened for a share, with or without a service worker that knows of it. */
async function setUp({ id = "7", hasWorker = true } = {}) {
  const clock = new FakeClock();
  const calls: string[] = [];
  const taken: Shared[] = [];
  const port = {
    onmessage: null as MessagePort["onmessage"],
    close: () => void calls.push("close"),
  };
  const ports = {
    clock,
    hold: async (name: string) => {
      calls.push(`hold ${name}`);
      return () => void calls.push("let go");
    },
    claim: async (name: string) => {
      calls.push(`claim ${name}`);
      return hasWorker ? port : undefined;
    },
  };
  let letGo = () => {};
  const claim = claimShare(id, ports, (shared, done) => {
    taken.push(shared);
    letGo = done;
  });
  await settled();
  const say = (data: ShareState) =>
    port.onmessage?.call(port as unknown as MessagePort, { data } as MessageEvent);
  return { clock, calls, taken, claim, say, letGo: () => letGo() };
}

describe("[PWA7] a page that is opened for a share", () => {
  test("holds its files, then asks for it, and gets it when it is read", async () => {
    const page = await setUp();
    expect([page.calls, page.claim.arrival()]).toEqual([
      ["hold 7", "claim 7"],
      { state: "reading", bytes: 0 },
    ]);
    page.say({ type: "reading", bytes: 5 });
    expect(page.claim.arrival()).toEqual({ state: "reading", bytes: 5 });
    page.say({ type: "ready", shared: SHARED });
    expect([page.claim.arrival(), page.taken]).toEqual([undefined, [SHARED]]);
    expect(page.calls.slice(2)).toEqual(["close"]);
    page.letGo();
    expect(page.calls.at(-1)).toBe("let go");
  });

  test.each(["no-room", "broken", "gone"] as const)("hears that it failed: %s", async (reason) => {
    const page = await setUp();
    page.say({ type: "failed", reason });
    expect([page.claim.arrival(), page.taken]).toEqual([{ state: "failed", reason }, []]);
    expect(page.calls.slice(2)).toEqual(["close", "let go"]);
    page.claim.dismiss();
    expect(page.claim.arrival()).toBeUndefined();
  });

  test("gives up where the service worker was ended: after 15 s without a word", async () => {
    const page = await setUp();
    page.clock.advance(14_000);
    page.say({ type: "reading", bytes: 5 });
    page.clock.advance(14_999);
    expect(page.claim.arrival()).toEqual({ state: "reading", bytes: 5 });
    page.clock.advance(1);
    expect(page.claim.arrival()).toEqual({ state: "failed", reason: "broken" });
    expect(page.calls.slice(2)).toEqual(["close", "let go"]);
  });

  test("has none where there is no service worker", async () => {
    const page = await setUp({ hasWorker: false });
    expect(page.claim.arrival()).toEqual({ state: "failed", reason: "gone" });
    expect(page.calls).toEqual(["hold 7", "claim 7", "let go"]);
  });

  test("asks nobody for one that the server got", async () => {
    const page = await setUp({ id: "not-taken" });
    expect([page.claim.arrival(), page.calls]).toEqual([{ state: "failed", reason: "not-taken" }, []]);
  });
});
