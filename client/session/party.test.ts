import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { sampleFiles } from "../testing/scenario.ts";
import type { TestPage } from "../testing/test-page.ts";
import { TabMemory, TestParty } from "../testing/test-party.ts";
import { World } from "../testing/two-pages.ts";

const file = sampleFiles(13);
const GRACE_MS = 120_000;

let world: World;
/** The sender's page; its sessions are with Bob, Carol and Dan, in this order. */
let alice: TestParty;
let bob: TestPage;
let carol: TestPage;
let dan: TestPage;

beforeEach(() => begin());

function begin(receivers = 8, maxSessions = 10): void {
  world = new World({ receivers, maxSessions });
  alice = new TestParty(world);
  [bob, carol, dan] = [world.page("Bob's phone"), world.page("Carol's PC"), world.page("Dan's TV")];
}

/** Alice shows a code for several devices. */
async function admitting(...names: readonly string[]): Promise<string> {
  alice.party.send(names.map((name) => file(name, 200_000)));
  const first = alice.page(0);
  await first.at("waiting");
  first.controller.code.admit(true);
  await first.until(({ session }) => session.at === "waiting" && session.admitsMore === true);
  return first.code();
}

/** They join, one after the other, as soon as the code is there for the next. */
async function asked(code: string, ...pages: readonly TestPage[]): Promise<void> {
  for (const page of pages) {
    page.controller.join(code);
    await page.isAsked();
  }
}

async function accepted(...pages: readonly TestPage[]): Promise<void> {
  for (const page of pages) page.controller.files.accept();
  await Promise.all(pages.map((page) => page.isSettled()));
  const connected = alice.pages.filter(({ session }) => session.at === "connected");
  await Promise.all(connected.map((page) => page.isSettled()));
}

describe("a code for several devices", () => {
  test("[MANY7] each gets all files, verified, in a session of its own", async () => {
    const code = await admitting("a.bin", "b.bin");
    await asked(code, bob, carol, dan);
    expect(alice.page(3).session).toMatchObject({ at: "waiting", code, admitsMore: true, receivers: 5 });
    await accepted(bob, carol, dan);
    for (const [number, page] of [bob, carol, dan].entries()) {
      expect(page.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
      expect(alice.page(number).outcome()).toEqual(["done", "done"]);
      expect(page.session).toMatchObject({ at: "connected", device: "Alice's PC" });
    }
    expect(alice.states()).toEqual(["connected", "connected", "connected"]);
    expect(new Set(world.places.map(({ sessionId }) => sessionId)).size).toBe(3);
  });

  test("[MANY7] without the wish for more it is one device, as ever", async () => {
    alice.party.send([file("a.bin", 1_000)]);
    await alice.page(0).at("waiting");
    expect(alice.page(0).session).toMatchObject({ receivers: 8 });
    expect(alice.page(0).session).not.toHaveProperty("admitsMore");
    await asked(alice.page(0).code(), bob);
    expect(alice.party.isSeveral()).toBe(false);
    expect(alice.pages).toHaveLength(1);
  });

  test("[MANY7] the wish can be taken back before anybody has come", async () => {
    const code = await admitting("a.bin");
    alice.page(0).controller.code.admit(false);
    await alice.page(0).until(({ session }) => !("admitsMore" in session));
    await asked(code, bob);
    expect(alice.pages).toHaveLength(1);
  });

  test("[MANY8] one that declines, one that leaves and one that cancels touch nobody else", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob, carol, dan);
    bob.controller.files.decline();
    await alice.page(0).at("ended");
    carol.controller.cancel();
    await alice.page(1).at("ended");
    await accepted(dan);
    expect(alice.page(0).session).toMatchObject({ ending: "declined" });
    expect(alice.page(2).outcome()).toEqual(["done"]);
    expect(alice.states()).toEqual(["ended", "ended", "connected"]);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", code });
  });

  test("[MANY8] this side gives one up, and goes on with the others", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob, carol);
    alice.page(0).controller.cancel();
    await bob.at("ended");
    await accepted(carol);
    expect(alice.page(1).outcome()).toEqual(["done"]);
  });

  test("[MANY8] the code is closed, and who has joined goes on", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob);
    alice.party.closeCode();
    await settled();
    carol.controller.join(code);
    await carol.at("home");
    expect(carol.session).toMatchObject({ problem: "unknown-code" });
    await accepted(bob);
    expect(alice.party.isSeveral()).toBe(false);
    expect(alice.page(0).outcome()).toEqual(["done"]);
  });

  test("[MANY8] the code runs out, and who has joined goes on", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob);
    await world.pass(300_000);
    expect(alice.party.open()).toBeUndefined();
    expect(alice.party.isSeveral()).toBe(false);
    expect(alice.page(0).session).toMatchObject({ at: "connected" });
    await accepted(bob);
    expect(alice.party.canAddOne()).toBe(true);
  });

  test("[MANY7] as many join as may, and no code is left then", async () => {
    begin(2);
    const code = await admitting("a.bin");
    await asked(code, bob);
    expect(alice.page(1).session).toMatchObject({ receivers: 1 });
    expect(alice.page(1).session).not.toHaveProperty("admitsMore");
    await asked(code, carol);
    expect(alice.party.open()).toBeUndefined();
    dan.controller.join(code);
    await dan.at("home");
    await accepted(bob, carol);
  });

  test("[MANY7] on a full server the first one is served as ever", async () => {
    begin(8, 1);
    const code = await admitting("a.bin");
    await asked(code, bob);
    await accepted(bob);
    expect(alice.party.isSeveral()).toBe(false);
  });

  test("[MANY7] two who join at the same moment both come in", async () => {
    const code = await admitting("a.bin");
    bob.controller.join(code);
    carol.controller.join(code);
    await Promise.all([bob.isAsked(), carol.isAsked()]);
    await accepted(bob, carol);
    expect(alice.states()).toEqual(["connected", "connected"]);
  });

  test("[MANY7] a sender whose line is lost as somebody joins finds them and the next place", async () => {
    const code = await admitting("a.bin");
    world.dropSocket(0);
    bob.controller.join(code);
    carol.controller.join(code);
    await world.pass(2_000);
    await Promise.all([bob.isAsked(), carol.isAsked()]);
    await accepted(bob, carol);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", code });
    expect(alice.pages).toHaveLength(3);
  });

  test("[MANY7] a place that is told twice is taken once", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob);
    world.dropSockets();
    await world.pass(2_000);
    expect(alice.pages).toHaveLength(2);
    await asked(code, carol);
    await accepted(bob, carol);
  });

  test("[MANY8] after a restart of the server all go on, and a further device comes by a new code", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob, carol);
    world.restartServer();
    await world.pass(2_000);
    const waiting = alice.page(2);
    await waiting.until(({ session }) => session.at === "waiting" && session.notice === "code-replaced");
    await waiting.until(({ session }) => session.at === "waiting" && session.admitsMore === true);
    expect(waiting.code()).not.toBe(code);
    await asked(waiting.code(), dan);
    await accepted(bob, carol, dan);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", admitsMore: true });
    expect(await world.server.store.counts()).toEqual({ sessions: 4, waiting: 1, peers: 7, away: 0 });
  });
});

describe("one more device", () => {
  test("[MANY9] gets the same files by a code of its own, while or after the first is served", async () => {
    alice.party.send([file("a.bin", 1_000)]);
    await alice.page(0).at("waiting");
    expect(alice.party.canAddOne()).toBe(false);
    await asked(alice.page(0).code(), bob);
    expect(alice.party.canAddOne()).toBe(true);
    alice.party.addOne();
    await alice.page(1).at("waiting");
    expect(alice.party.canAddOne()).toBe(false);
    await asked(alice.page(1).code(), carol);
    await accepted(bob, carol);
    await world.pass(60_000);
    expect(alice.states()).toEqual(["ended", "ended"]);
    alice.party.addOne();
    await alice.page(2).at("waiting");
    await asked(alice.page(2).code(), dan);
    await accepted(dan);
    expect(dan.saved.map(({ name }) => name)).toEqual(["a.bin"]);
  });

  test("[MANY9] gets what was sent to the first one later on, too", async () => {
    alice.party.send([file("a.bin", 1_000)]);
    await alice.page(0).at("waiting");
    await asked(alice.page(0).code(), bob);
    await accepted(bob);
    alice.party.send([file("b.bin", 1_000)]);
    await bob.isAsked();
    alice.party.addOne();
    await alice.page(1).at("waiting");
    await asked(alice.page(1).code(), carol);
    await accepted(bob, carol);
    expect(carol.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
  });

  test("[MANY9] is not for who receives", async () => {
    const code = await admitting("a.bin");
    const receiver = new TestParty(world);
    receiver.party.join(code);
    await receiver.page(0).isAsked();
    expect(receiver.party.canAddOne()).toBe(false);
    receiver.party.addOne();
    expect(receiver.pages).toHaveLength(1);
  });
});

describe("the page's way back", () => {
  test("[MANY8] to the start ends all sessions", async () => {
    const code = await admitting("a.bin");
    await asked(code, bob, carol);
    alice.party.reset();
    await Promise.all([bob.at("ended"), carol.at("ended")]);
    expect(alice.party.isSeveral()).toBe(false);
    expect(alice.page(0).session).toEqual({ at: "home" });
    await world.pass(GRACE_MS);
    expect(await world.server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
  });

  test("[MANY10] after a reload has all that was under way, and its files are chosen once for all", async () => {
    const tab = new TabMemory();
    alice = new TestParty(world, tab);
    const files = [file("a.bin", 3_000_000)];
    alice.party.send(files);
    await alice.page(0).at("waiting");
    alice.page(0).controller.code.admit(true);
    await alice.page(0).until(({ session }) => session.at === "waiting" && session.admitsMore === true);
    await asked(alice.page(0).code(), bob, carol);
    for (const page of [bob, carol]) page.controller.files.accept();
    for (const page of [bob, carol])
      await page.until(({ transfers }) => [...transfers.values()].some(({ state }) => state === "moving"));
    await alice.goAway();

    alice = new TestParty(world, tab);
    expect(await alice.load()).toBe(true);
    await world.pass(1_000);
    expect(alice.states()).toEqual(["connected", "connected"]);
    expect(alice.party.open()).toBeUndefined();
    for (const number of [0, 1])
      await alice.page(number).until(({ session }) => session.at === "connected" && !!session.chooseAgain);
    alice.party.chooseAgain(files);
    await Promise.all([bob, carol].map((page) => page.isSettled()));
    for (const page of [bob, carol]) expect(page.outcome()).toEqual(["done"]);
  });

  test("[MANY10] after a reload with nothing under way is the start", async () => {
    const tab = new TabMemory();
    alice = new TestParty(world, tab);
    await admitting("a.bin");
    await alice.goAway();
    alice = new TestParty(world, tab);
    expect(await alice.load()).toBe(false);
    expect(alice.page(0).session).toEqual({ at: "home" });
    expect(await world.server.store.counts()).toMatchObject({ sessions: 0 });
  });
});
