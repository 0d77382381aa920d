import { beforeEach, describe, expect, test } from "bun:test";
import { FRAME_HEADER_BYTES } from "#protocol/transfer/frame.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";

const SEED = 41;
const file = sampleFiles(SEED);

const byName = (a: { readonly name: string }, b: { readonly name: string }) => a.name.localeCompare(b.name);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("a channel that is lost", () => {
  test("[PAGE8] by a change of the network lives on after an ICE restart", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.stall();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.world.path.connections).toBe(1);
  });

  test.each([0, 1, 5, 50, 200, 280])(
    "[PAGE8] after %i messages is replaced in the same session, and every file arrives once",
    async (messages) => {
      let left = messages;
      s.world.path.tamper = (message) => {
        if (left-- === 0) s.world.path.cut();
        return message;
      };
      const files = [file("a.bin", 200_000), file("empty.txt", 0), file("b.bin", 900_000), file("c.bin", 9)];
      await s.waiting(...files);
      s.bob.controller.join(s.alice.code());
      await s.bob.isAsked();
      s.bob.controller.files.accept();
      await s.settled();
      for (const page of s.both) expect(page.outcome()).toEqual(["done", "done", "done", "done"]);
      const sent = await Promise.all(
        files.map(async ({ name, blob }) => ({ name, bytes: await blob.bytes() })),
      );
      // A small file may be there before a larger one that began earlier.
      expect((await s.bob.savedFiles()).sort(byName)).toEqual(sent.sort(byName));
      expect(s.world.path.connections).toBe(2);
    },
  );

  test(`[XFER14] again and again costs no byte and moves none twice, seed ${SEED}`, async () => {
    let seen = 0;
    let bytesMoved = 0;
    s.world.path.tamper = (message) => {
      if (++seen % 97 === 0) s.world.path.cut();
      else if (typeof message !== "string") bytesMoved += message.byteLength - FRAME_HEADER_BYTES;
      return message;
    };
    const sent = file("a.bin", 2_000_000);
    await s.accepted(sent);
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(await s.bob.savedFiles()).toEqual([{ name: "a.bin", bytes: await sent.blob.bytes() }]);
    expect(s.world.path.connections).toBeGreaterThan(5);
    expect(bytesMoved).toBe(2_000_000);
  });

  test("[PAGE8] before the answer leaves the offer open", async () => {
    await s.offered(file("a.bin", 50_000));
    s.world.path.cut();
    await s.bob.isInterrupted();
    await s.bob.isMended();
    expect(s.bob.session).toMatchObject({ offered: { offer: 0 } });
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.bob.outcome()).toEqual(["done"]);
  });

  test("[PAGE8] without a way back is given up when the grace is over", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.blocked = true;
    s.world.path.cut();
    await settled();
    await s.world.pass(119_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "connected" });
    await s.world.pass(1_000);
    for (const page of s.both) {
      expect(page.session).toMatchObject({ at: "ended", ending: "peer-left" });
      expect(page.outcome()).toEqual(["peer-left"]);
    }
    expect(s.bob.saved).toEqual([]);
  });

  test.each(["sender", "receiver"] as const)(
    "[PAGE8] is replaced once more soon after the %s's browser gave its successor up",
    async (role) => {
      await s.moving(file("a.bin", 3_000_000));
      s.world.path.blocked = true;
      s.world.path.cut();
      await s.world.pass(5_000);
      expect(s.world.path.connections).toBe(2);
      s.world.path.blocked = false;
      s.world.path.failAll(role);
      await s.world.pass(1_000);
      expect(s.world.path.connections).toBe(2);
      await s.world.pass(1_000);
      await s.settled();
      for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
      expect(s.world.path.connections).toBe(3);
    },
  );

  test("[PAGE8] on the receiver's side alone is renewed at its wish", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.cutAtReceiver();
    await s.world.pass(10_000);
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[XFER14] as the receiver accepts, the offer is given again before the files begin", async () => {
    await s.offered(file("a.bin", 200_000));
    s.world.path.cut();
    await s.bob.isInterrupted();
    let hasAccepted = false;
    await s.bob.until(({ session }) => {
      const isUp = session.at === "connected" && session.interruptedUntil === undefined;
      if (!isUp || hasAccepted) return isUp;
      hasAccepted = true;
      s.bob.controller.files.accept(); // in the very turn in which the new channel opens
      return true;
    });
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[XFER14] an offer that differs from the one before breaks the protocol", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.tamper = (message) =>
      (typeof message === "string" ? message.replace('"name":"a.bin"', '"name":"b.exe"') : message) as never;
    s.world.path.cut();
    await s.ended();
    expect(s.bob.session).toMatchObject({ ending: "protocol" });
    expect(s.bob.saved).toEqual([]);
  });
});
