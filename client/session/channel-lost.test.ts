import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";

const SEED = 41;
const file = sampleFiles(SEED);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("a channel that is lost", () => {
  test("[PAGE8] by a change of the network lives on after an ICE restart", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.stall();
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.world.path.connections).toBe(1);
  });

  test.each([0, 1, 5, 50, 200, 300])(
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
      await s.bob.until(({ session }) => session.at === "connected" && session.offered === true);
      s.bob.controller.accept();
      await s.ended();
      for (const page of s.both) expect(page.outcome()).toEqual(["done", "done", "done", "done"]);
      expect(s.bob.saved.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
      expect(s.bob.saved.map(({ bytes }) => bytes)).toEqual(
        await Promise.all(files.map(({ blob }) => blob.bytes())),
      );
      expect(s.world.path.connections).toBe(2);
    },
  );

  test(`[XFER14] again and again costs no byte and moves none twice, seed ${SEED}`, async () => {
    let seen = 0;
    let bytesMoved = 0;
    s.world.path.tamper = (message) => {
      if (typeof message !== "string") bytesMoved += message.byteLength - 16;
      if (++seen % 97 === 0) s.world.path.cut();
      return message;
    };
    const sent = file("a.bin", 2_000_000);
    await s.accepted(sent);
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.bob.saved.map(({ bytes }) => bytes)).toEqual([await sent.blob.bytes()]);
    expect(s.world.path.connections).toBeGreaterThan(5);
    expect(bytesMoved).toBe(2_000_000);
  });

  test("[PAGE8] before the answer leaves the offer open", async () => {
    await s.offered(file("a.bin", 50_000));
    s.world.path.cut();
    await s.bob.until(({ session }) => session.at === "connected" && session.interruptedUntil !== undefined);
    await s.bob.until(({ session }) => session.at === "connected" && session.interruptedUntil === undefined);
    expect(s.bob.session).toMatchObject({ offered: true });
    s.bob.controller.accept();
    await s.ended();
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

  test("[PAGE8] on the receiver's side alone is renewed at its wish", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.cutAtReceiver();
    await s.world.pass(10_000);
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[XFER14] as the receiver accepts, the offer is given again before the files begin", async () => {
    await s.offered(file("a.bin", 200_000));
    s.world.path.cut();
    await s.bob.until(({ session }) => session.at === "connected" && session.interruptedUntil !== undefined);
    let hasAccepted = false;
    await s.bob.until(({ session }) => {
      const isUp = session.at === "connected" && session.interruptedUntil === undefined;
      if (!isUp || hasAccepted) return isUp;
      hasAccepted = true;
      s.bob.controller.accept(); // in the very turn in which the new channel opens
      return true;
    });
    await s.ended();
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
