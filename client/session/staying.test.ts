import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import type { TestPage } from "../testing/test-page.ts";

const file = sampleFiles(31);
const MINUTE_MS = 60_000;

let s: Scenario;

beforeEach(async () => {
  s = new Scenario();
  await s.accepted(file("a.bin", 1_000));
});

const endsInMs = ({ session }: TestPage) =>
  session.at === "connected" && session.endsAt !== undefined
    ? session.endsAt - s.world.clock.now()
    : undefined;

describe("a session in which nothing is under way", () => {
  test("[FLOW3] says on both sides when it ends by itself", async () => {
    await s.world.pass(12_000);
    expect(s.both.map(endsInMs)).toEqual([48_000, 48_000]);
    await s.world.pass(48_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "ended", ending: "finished" });
  });

  test.each(["alice", "bob"] as const)(
    "[FLOW3] stays where %s wants it to, and both know who",
    async (who) => {
      await s.world.pass(30_000);
      s[who].controller.files.stay();
      await settled();
      const other = who === "alice" ? s.bob : s.alice;
      expect(s[who].session).toMatchObject({ staysBy: "me" });
      expect(other.session).toMatchObject({ staysBy: "peer" });
      await s.world.pass(20 * MINUTE_MS);
      for (const page of s.both) {
        expect(page.session).toMatchObject({ at: "connected", settled: true });
        expect(endsInMs(page)).toBeUndefined();
      }
    },
  );

  test("[FLOW3] ends after 30 minutes all the same, and says so in the last one", async () => {
    s.bob.controller.files.stay();
    await settled();
    await s.world.pass(29 * MINUTE_MS + 1_000);
    for (const page of s.both) {
      expect(endsInMs(page)).toBe(59_000);
      expect(page.session).not.toHaveProperty("staysBy");
    }
    s.alice.controller.files.stay();
    await settled();
    await s.world.pass(5 * MINUTE_MS);
    expect(s.both.map(endsInMs)).toEqual([undefined, undefined]);
    await s.world.pass(25 * MINUTE_MS);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "ended", ending: "finished" });
  });

  test("[FLOW3] stays after something more was sent, and after another channel", async () => {
    s.bob.controller.files.stay();
    await settled();
    s.world.path.cut();
    await s.alice.isInterrupted();
    await Promise.all([s.alice.isMended(), s.bob.isMended()]);
    s.bob.controller.send([file("back.bin", 1_000)]);
    await s.alice.isAsked();
    s.alice.controller.files.accept();
    await s.settled();
    await s.world.pass(5 * MINUTE_MS);
    expect(s.both.map(({ session }) => session.at)).toEqual(["connected", "connected"]);
    s.alice.controller.cancel();
    await s.ended();
  });

  test("[FLOW3] is ended by the side that joined where the other one does not", async () => {
    s.world.path.rewrite = (message) => (message.type === "bye" ? { type: "ping" } : message);
    await s.world.pass(MINUTE_MS);
    expect(s.bob.session).toMatchObject({ at: "connected" });
    await s.world.pass(5_000);
    expect(s.bob.session).toMatchObject({ at: "ended", ending: "finished" });
  });
});
