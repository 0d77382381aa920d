import { beforeEach, describe, expect, test } from "bun:test";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { settled } from "../../../src/testing/test-signaling.ts";
import { type SampleFile, Scenario, sampleFiles } from "../../testing/scenario.ts";
import { World } from "../../testing/two-pages.ts";

const file = sampleFiles(18);

/** Several pieces, so that something is still on its way. */
const LARGE_BYTES = 3 * PIECE_BYTES + 1_000;

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

async function expectIsThere({ name, blob }: SampleFile): Promise<void> {
  await s.settled();
  for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  expect(await s.bob.savedFiles()).toEqual([{ name, bytes: await blob.bytes() }]);
}

describe("a page that goes away", () => {
  test("[PAGE18] and is not back within 15 s has left, and the other one says so", async () => {
    await s.moving(file("a.bin", LARGE_BYTES));
    await s.bob.goAway();
    await s.world.pass(14_000);
    expect(s.alice.session).toMatchObject({ at: "connected", peerReloading: true });
    await s.world.pass(1_000);
    expect(s.alice.session).toMatchObject({ at: "ended", ending: "peer-left" });
    expect(s.alice.outcome()).toEqual(["peer-left"]);
    await s.world.pass(0);
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 0 });
  });

  test("[PAGE18] is waited for no longer than a grace that is shorter", async () => {
    s = new Scenario(new World({ graceMs: 3_000 }));
    await s.moving(file("a.bin", LARGE_BYTES));
    await s.bob.goAway();
    const until = s.world.clock.now() + 3_000;
    await s.world.pass(2_000);
    expect(s.alice.session).toMatchObject({
      at: "connected",
      peerReloading: true,
      interruptedUntil: until,
    });
    await s.world.pass(1_000);
    expect(s.alice.session).toMatchObject({ at: "ended", ending: "peer-left" });
  });

  test("[PAGE18] and comes back after the other one has given up is told, and forgets it", async () => {
    await s.moving(file("a.bin", LARGE_BYTES));
    await s.bob.goAway();
    await s.world.pass(20_000);
    await s.bob.load();
    await s.world.pass(1_000);
    expect(s.bob.session).toMatchObject({ at: "ended", ending: "peer-left" });
    await s.bob.reload();
    expect(s.bob.session).toEqual({ at: "home" });
  });

  test("[PAGE18] has the whole grace once it is back at the server", async () => {
    const sent = file("a.bin", LARGE_BYTES);
    await s.moving(sent);
    s.world.path.blocked = true;
    await s.bob.reload();
    await s.alice.until(({ session }) => session.at === "connected" && session.peerReloading === undefined);
    expect(s.alice.session).toMatchObject({ interruptedUntil: s.world.clock.now() + 120_000 });
    await s.world.pass(90_000);
    s.world.path.blocked = false;
    await s.world.pass(20_000);
    await expectIsThere(sent);
  });

  test("[PAGE18] with nothing under way is not remembered", async () => {
    await s.accepted(file("a.bin", 10));
    await s.bob.reload();
    expect(s.bob.session).toEqual({ at: "home" });
    await s.alice.at("ended");
    expect(s.alice.session).toMatchObject({ ending: "finished" });
  });

  test("[PAGE18] before anything was accepted is not remembered", async () => {
    await s.offered(file("a.bin", 10));
    await s.bob.reload();
    expect(s.bob.session).toEqual({ at: "home" });
    await s.alice.at("ended");
    expect(s.alice.session).toMatchObject({ ending: "peer-left" });
  });

  test("[PAGE18] says goodbye where its browser has no room to remember the session", async () => {
    s.bob.remembersNothing = true;
    await s.moving(file("a.bin", LARGE_BYTES));
    await s.bob.reload();
    expect(s.bob.session).toEqual({ at: "home" });
    await s.alice.at("ended");
    expect(s.alice.session).toMatchObject({ ending: "peer-left" });
    expect(s.bob.saving.unfinished).toEqual([]);
  });

  test("[PAGE18] is no way back to a session that was cancelled", async () => {
    await s.moving(file("a.bin", LARGE_BYTES));
    s.bob.controller.cancel();
    await s.ended();
    await s.bob.reload();
    expect(s.bob.session).toEqual({ at: "home" });
  });
});

describe("a server that was restarted while a page was being reloaded", () => {
  test.each(["alice", "bob"] as const)(
    "[SIG15] knows the session again, and the files go on: %s",
    async (who) => {
      const sent = file("a.bin", LARGE_BYTES);
      await s.moving(sent);
      s.world.serverDown = true;
      s.world.restartServer();
      await s[who].reload();
      s.world.serverDown = false;
      await s.world.pass(10_000);
      await settled();
      await s[who].isMended();
      if (who === "alice") s.alice.controller.files.chooseAgain([sent]);
      await expectIsThere(sent);
    },
  );
});

describe("a page that may be about to go", () => {
  test("[PAGE18] has gone where it then falls silent, although no word of it came over the channel", async () => {
    await s.moving(file("a.bin", LARGE_BYTES));
    s.bob.controller.prepareToLeave();
    s.world.path.stall();
    await s.bob.close();
    await s.world.pass(6_000);
    expect(s.alice.session).toMatchObject({ at: "connected", peerReloading: true });
    await s.world.pass(15_000);
    expect(s.alice.session).toMatchObject({ at: "ended", ending: "peer-left" });
  });

  test("[PAGE18] closes its line itself, because some browsers do it as if the page had left for good", async () => {
    const sent = file("a.bin", LARGE_BYTES);
    await s.moving(sent);
    s.bob.controller.prepareToLeave();
    await s.world.pass(0);
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, away: 1 });
    await s.bob.reload();
    await expectIsThere(sent);
  });

  test("[PAGE18] but stays, has its line back soon, and nothing was interrupted", async () => {
    const sent = file("a.bin", LARGE_BYTES);
    await s.moving(sent);
    s.bob.controller.prepareToLeave();
    await s.world.pass(1_000);
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, away: 0 });
    await expectIsThere(sent);
    for (const page of s.both) expect(page.session).not.toHaveProperty("interruptedUntil");
  });

  test("[PAGE18] with nothing under way keeps its line", async () => {
    await s.waiting(file("a.bin", 10));
    s.alice.controller.prepareToLeave();
    await s.world.pass(0);
    expect(s.alice.session).not.toHaveProperty("serverAway");
  });
});
