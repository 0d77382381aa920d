import { beforeEach, describe, expect, test } from "bun:test";
import { accepted, admitting, asked } from "../testing/party-scenario.ts";
import { sampleFiles } from "../testing/scenario.ts";
import type { TestPage } from "../testing/test-page.ts";
import { TabMemory, TestParty } from "../testing/test-party.ts";
import { World } from "../testing/two-pages.ts";

const file = sampleFiles(14);
const GRACE_MS = 120_000;

let world: World;
/** The sender's page; its sessions are with Bob, Carol and Dan, in this order. */
let alice: TestParty;
let bob: TestPage;
let carol: TestPage;
let dan: TestPage;

beforeEach(() => {
  world = new World();
  alice = new TestParty(world);
  [bob, carol, dan] = [world.page("Bob's phone"), world.page("Carol's PC"), world.page("Dan's TV")];
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
    await accepted(alice, bob, carol);
    await world.pass(60_000);
    expect(alice.states()).toEqual(["ended", "ended"]);
    alice.party.addOne();
    await alice.page(2).at("waiting");
    await asked(alice.page(2).code(), dan);
    await accepted(alice, dan);
    expect(dan.saved.map(({ name }) => name)).toEqual(["a.bin"]);
  });

  test("[MANY9] gets what was sent to the first one later on, too", async () => {
    alice.party.send([file("a.bin", 1_000)]);
    await alice.page(0).at("waiting");
    await asked(alice.page(0).code(), bob);
    await accepted(alice, bob);
    alice.party.send([file("b.bin", 1_000)]);
    await bob.isAsked();
    alice.party.addOne();
    await alice.page(1).at("waiting");
    await asked(alice.page(1).code(), carol);
    await accepted(alice, bob, carol);
    expect(carol.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
  });

  test("[MANY9] is not for who receives", async () => {
    const code = await admitting(alice, "a.bin");
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
    const code = await admitting(alice, "a.bin");
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
    await admitting(alice, "a.bin");
    await alice.goAway();
    alice = new TestParty(world, tab);
    expect(await alice.load()).toBe(false);
    expect(alice.page(0).session).toEqual({ at: "home" });
    expect(await world.server.store.counts()).toMatchObject({ sessions: 0 });
  });
});
