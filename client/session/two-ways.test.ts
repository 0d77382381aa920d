import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";

const file = sampleFiles(21);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

/** Bob has received something, and both may send more. */
async function connected(): Promise<void> {
  await s.accepted(file("a.bin", 1_000));
}

describe("two devices in a session", () => {
  test("[XFER21] send files both ways at the same time", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.bob.controller.send([file("back.bin", 200_000)]);
    await s.alice.isAsked();
    s.alice.controller.files.accept();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "done"]);
    expect(s.alice.saved.map(({ name }) => name)).toEqual(["back.bin"]);
  });

  test("[XFER21] give their files ids of their own, that wrap around and never come twice", async () => {
    await connected();
    s.bob.controller.send([file("b.bin", 10), file("c.bin", 10)]);
    await s.alice.isAsked();
    s.alice.controller.send([file("d.bin", 10)]);
    await s.bob.isAsked();
    const ids = [...s.alice.transfers.keys()];
    expect(ids).toEqual(["fffffffe", "ffffffff", "00000001", "00000000"] as never);
    expect(new Set(s.bob.transfers.keys())).toEqual(new Set(ids));
  });

  test("[XFER21] are asked about one offer after the other, in order", async () => {
    await connected();
    s.alice.controller.send([file("b.bin", 10)]);
    s.alice.controller.send([file("c.bin", 10)]);
    s.alice.controller.send([file("d.bin", 10)]);
    await s.bob.until(({ transfers }) => transfers.size === 4);
    await settled();
    const asked: number[] = [];
    for (const answer of ["accept", "decline", "accept"] as const) {
      if (s.bob.session.at === "connected" && s.bob.session.offered) asked.push(s.bob.session.offered.offer);
      s.bob.controller.files[answer]();
    }
    expect(asked).toEqual([1, 2, 3]);
    expect(s.bob.session).not.toHaveProperty("offered");
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "done", "declined", "done"]);
  });

  test("[XFER21] are not asked any more about files that were taken back", async () => {
    await connected();
    s.alice.controller.send([file("b.bin", 10)]);
    s.alice.controller.send([file("c.bin", 10)]);
    await s.bob.until(({ transfers }) => transfers.size === 3);
    await s.bob.isAsked();
    const [, taken] = s.alice.transfers.keys();
    if (taken) s.alice.controller.files.cancel(taken);
    await s.bob.until(({ session }) => session.at === "connected" && session.offered?.offer === 2);
    s.bob.controller.files.accept();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "cancelled", "done"]);
  });

  test("[XFER22] see who has paused, and nothing moves until that one goes on", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.bob.controller.files.pause(true);
    await s.alice.until(({ session }) => session.at === "connected" && session.pausedBy === "peer");
    expect(s.bob.session).toMatchObject({ pausedBy: "me" });
    await s.alice.until(() => s.alice.outcome()[0] === "paused");
    s.bob.controller.files.pause(false);
    await s.alice.until(({ session }) => session.at === "connected" && session.pausedBy === undefined);
    expect(s.bob.session).not.toHaveProperty("pausedBy");
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[XFER10] give one file up, and the others arrive", async () => {
    await s.moving(file("a.bin", 3_000_000), file("b.bin", 1_000));
    const [first] = s.bob.transfers.keys();
    if (first) s.bob.controller.files.cancel(first);
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["cancelled", "done"]);
  });

  test("[XFER20] know an archive from a file", async () => {
    s.bob.plan = { ...s.bob.plan, asZip: true };
    await s.accepted(file("a.bin", 10), file("b.bin", 10));
    expect(s.bob.saved).toMatchObject([{ name: "a.bin", isArchive: true }]);
    s.bob.plan = { ...s.bob.plan, asZip: false };
    s.alice.controller.send([file("c.bin", 10)]);
    await s.bob.isAsked();
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.bob.saved[1]).toMatchObject({ name: "c.bin", isArchive: false });
  });
});

describe("a session in which nothing is under way", () => {
  test("[XFER11] stays open for a minute, and then nobody knows of it any more", async () => {
    await connected();
    await s.world.pass(59_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "connected", settled: true });
    await s.world.pass(1_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "ended", ending: "finished" });
    await s.world.pass(5_000);
    expect(await s.world.server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
    expect(s.world.path.openLanes).toEqual([]);
  });

  test("[XFER11] stays open for another minute once something more has arrived", async () => {
    await connected();
    await s.world.pass(50_000);
    s.bob.controller.send([file("back.bin", 10)]);
    await s.alice.isAsked();
    for (const page of s.both) expect(page.session).not.toHaveProperty("settled");
    await s.world.pass(100_000); // nobody has answered yet
    s.alice.controller.files.accept();
    await s.settled();
    await s.world.pass(50_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "connected", settled: true });
    await s.world.pass(10_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "ended", ending: "finished" });
  });

  test.each(["alice", "bob"] as const)("[XFER11] ends at once when %s closes it", async (who) => {
    await connected();
    s[who].controller.cancel();
    await s.ended();
    for (const page of s.both) {
      expect(page.session).toMatchObject({ ending: "finished" });
      expect(page.outcome()).toEqual(["done"]);
    }
  });

  test("[XFER11] is finished where the other page is closed", async () => {
    await connected();
    s.bob.controller.leave();
    await s.alice.at("ended");
    expect(s.alice.session).toMatchObject({ ending: "finished" });
  });

  test("[XFER12] is finished where the other device is gone without a word", async () => {
    await connected();
    s.world.path.blocked = true;
    await s.bob.close();
    await s.world.pass(121_000);
    expect(s.alice.session).toMatchObject({ ending: "finished" });
  });

  test("[XFER11] stays open where only the latest offer was declined", async () => {
    await connected();
    s.alice.controller.send([file("b.bin", 10)]);
    await s.bob.isAsked();
    s.bob.controller.files.decline();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "declined"]);
  });

  test("[XFER11] stays open where all files were taken back before the answer", async () => {
    await s.offered(file("a.bin", 10));
    const [only] = s.alice.transfers.keys();
    if (only) s.alice.controller.files.cancel(only);
    await s.settled();
    expect(s.bob.session).not.toHaveProperty("offered");
    for (const page of s.both) expect(page.outcome()).toEqual(["cancelled"]);
  });
});
