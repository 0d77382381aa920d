import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { accepted, admitting, asked } from "../testing/party-scenario.ts";
import { sampleFiles } from "../testing/scenario.ts";
import type { TestPage } from "../testing/test-page.ts";
import { TestParty } from "../testing/test-party.ts";
import { World } from "../testing/two-pages.ts";

const file = sampleFiles(13);

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

describe("a code for several devices", () => {
  test("[MANY7] each gets all files, verified, in a session of its own", async () => {
    const code = await admitting(alice, "a.bin", "b.bin");
    await asked(code, bob, carol, dan);
    expect(alice.page(3).session).toMatchObject({ at: "waiting", code, admitsMore: true, receivers: 5 });
    await accepted(alice, bob, carol, dan);
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
    const code = await admitting(alice, "a.bin");
    alice.page(0).controller.code.admit(false);
    await alice.page(0).until(({ session }) => !("admitsMore" in session));
    await asked(code, bob);
    expect(alice.pages).toHaveLength(1);
  });

  test("[MANY7] a code that ran out before anybody came gives way to one that is for several, too", async () => {
    const code = await admitting(alice, "a.bin");
    await world.pass(300_000);
    expect(alice.page(0).session).toEqual({ at: "expired" });
    alice.page(0).controller.renewCode();
    await alice.page(0).until(({ session }) => session.at === "waiting" && session.admitsMore === true);
    expect(alice.page(0).code()).not.toBe(code);
    await asked(alice.page(0).code(), bob, carol);
  });

  test("[MANY7] other files begin with a code for one device", async () => {
    await admitting(alice, "a.bin");
    alice.party.send([file("b.bin", 10)]);
    await alice.page(0).at("waiting");
    await settled();
    expect(alice.page(0).session).not.toHaveProperty("admitsMore");
  });

  test("[MANY8] one that declines, one that leaves and one that cancels touch nobody else", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob, carol, dan);
    bob.controller.files.decline();
    await alice.page(0).at("ended");
    carol.controller.cancel();
    await alice.page(1).at("ended");
    await accepted(alice, dan);
    expect(alice.page(0).session).toMatchObject({ ending: "declined" });
    expect(alice.page(2).outcome()).toEqual(["done"]);
    expect(alice.states()).toEqual(["ended", "ended", "connected"]);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", code });
  });

  test("[MANY8] the page is as busy as the busiest of its sessions", async () => {
    const code = await admitting(alice, "a.bin");
    expect(alice.party.lead().session().at).toBe("waiting");
    await asked(code, bob, carol);
    bob.controller.files.decline();
    await alice.page(0).at("ended");
    expect(alice.party.lead()).toBe(alice.party.receivers()[1] as never);
    await accepted(alice, carol);
    alice.party.closeCode();
    await carol.controller.cancel();
    await alice.page(1).at("ended");
    expect(alice.party.lead()).toBe(alice.party.main());
    alice.party.addOne();
    await alice.page(3).at("waiting");
    expect(alice.party.lead().session().at).toBe("waiting");
  });

  test("[MANY8] files that are chosen late end nothing that is under way with another device", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob, carol);
    bob.controller.files.decline();
    await alice.page(0).at("ended");
    alice.party.send([file("b.bin", 10)]);
    expect(alice.states()).toEqual(["ended", "connected"]);
    carol.controller.files.accept();
    await carol.until(({ saved }) => saved.length === 1);
    await carol.isAsked();
  });

  test("[MANY8] this side gives one up, and goes on with the others", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob, carol);
    alice.page(0).controller.cancel();
    await bob.at("ended");
    await accepted(alice, carol);
    expect(alice.page(1).outcome()).toEqual(["done"]);
  });

  test("[MANY8] the code is closed, and who has joined goes on", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob);
    alice.party.closeCode();
    await settled();
    carol.controller.join(code);
    await carol.at("home");
    expect(carol.session).toMatchObject({ problem: "unknown-code" });
    await accepted(alice, bob);
    expect(alice.party.isSeveral()).toBe(false);
    expect(alice.page(0).outcome()).toEqual(["done"]);
  });

  test("[MANY8] the code runs out, and who has joined goes on", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob);
    await world.pass(300_000);
    expect(alice.party.open()).toBeUndefined();
    expect(alice.party.isSeveral()).toBe(false);
    expect(alice.page(0).session).toMatchObject({ at: "connected" });
    await accepted(alice, bob);
    expect(alice.party.canAddOne()).toBe(true);
  });

  test("[MANY7] as many join as may, and no code is left then", async () => {
    begin(2);
    const code = await admitting(alice, "a.bin");
    await asked(code, bob);
    expect(alice.page(1).session).toMatchObject({ receivers: 1 });
    expect(alice.page(1).session).not.toHaveProperty("admitsMore");
    await asked(code, carol);
    expect(alice.party.open()).toBeUndefined();
    dan.controller.join(code);
    await dan.at("home");
    await accepted(alice, bob, carol);
  });

  test("[MANY7] on a full server the first one is served as ever", async () => {
    begin(8, 1);
    const code = await admitting(alice, "a.bin");
    await asked(code, bob);
    await accepted(alice, bob);
    expect(alice.party.isSeveral()).toBe(false);
  });

  test("[MANY7] two who join at the same moment both come in", async () => {
    const code = await admitting(alice, "a.bin");
    bob.controller.join(code);
    carol.controller.join(code);
    await Promise.all([bob.isAsked(), carol.isAsked()]);
    await accepted(alice, bob, carol);
    expect(alice.states()).toEqual(["connected", "connected"]);
  });

  test("[MANY7] a sender whose line is lost as somebody joins finds them and the next place", async () => {
    const code = await admitting(alice, "a.bin");
    world.dropSocket(0);
    bob.controller.join(code);
    carol.controller.join(code);
    await world.pass(2_000);
    await Promise.all([bob.isAsked(), carol.isAsked()]);
    await accepted(alice, bob, carol);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", code });
    expect(alice.pages).toHaveLength(3);
  });

  test("[MANY7] a place that is told twice is taken once", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob);
    world.dropSockets();
    await world.pass(2_000);
    expect(alice.pages).toHaveLength(2);
    await asked(code, carol);
    await accepted(alice, bob, carol);
  });

  test("[MANY8] after a restart of the server all go on, and a further device comes by a new code", async () => {
    const code = await admitting(alice, "a.bin");
    await asked(code, bob, carol);
    world.restartServer();
    await world.pass(2_000);
    const waiting = alice.page(2);
    await waiting.until(({ session }) => session.at === "waiting" && session.notice === "code-replaced");
    await waiting.until(({ session }) => session.at === "waiting" && session.admitsMore === true);
    expect(waiting.code()).not.toBe(code);
    await asked(waiting.code(), dan);
    await accepted(alice, bob, carol, dan);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", admitsMore: true });
    expect(await world.server.store.counts()).toEqual({ sessions: 4, waiting: 1, peers: 7, away: 0 });
  });
});
