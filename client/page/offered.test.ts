import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { nearbyTools } from "../testing/nearby-page.ts";
import { admitting } from "../testing/party-scenario.ts";
import { sampleFiles } from "../testing/scenario.ts";
import type { TestPage } from "../testing/test-page.ts";
import { TestParty } from "../testing/test-party.ts";
import { World } from "../testing/two-pages.ts";
import { offeredBy } from "./offered.ts";

const file = sampleFiles(31);

type Neighbour = ReturnType<typeof nearbyTools>;

let world: World;
/** The sender's page, and what it knows of the others. */
let alice: TestParty;
let aliceNearby: Neighbour;

beforeEach(() => begin());

function begin(receivers = 8): void {
  world = new World({ receivers });
  alice = new TestParty(world);
  aliceNearby = nearbyTools(world, "Alice's PC", { ...offeredBy(alice.party), join: alice.party.join });
}

/** Another device, with one session at a time. */
function neighbour(name: string) {
  const page: TestPage = world.page(name);
  const nearby = nearbyTools(world, name, {
    session: () => page.session,
    offered: () => undefined,
    served: () => [],
    join: (code, promised) => page.controller.join(code, promised),
  });
  return { page, ...nearby };
}

type Other = ReturnType<typeof neighbour>;

async function told(): Promise<void> {
  await settled();
  await settled();
  await world.pass(200);
}

/** Alice's page shows a code for several, and sees them all. */
async function around<T extends readonly string[]>(...names: T) {
  const others = names.map(neighbour) as { readonly [K in keyof T]: Other };
  await admitting(alice, "a.bin", "b.bin");
  await told();
  return others;
}

/** Alice asks, and the other one says yes: nothing else is asked. */
async function invited({ page, tools }: Other, name: string): Promise<void> {
  aliceNearby.tools.ask(aliceNearby.find(name));
  await told();
  expect(tools.state().question?.invited).toMatchObject({ files: 2, bytes: 400_000 });
  tools.accept();
  await page.isSettled();
}

describe("devices nearby, while a code admits several", () => {
  test("[NEAR17] are asked one after the other, and each gets all of it by one yes, in a session of its own", async () => {
    const [bob, carol, dan] = await around("Bob", "Carol", "Dan");
    await invited(bob, "Bob");
    await told();
    expect([aliceNearby.sees(), carol.sees()]).toEqual([["Carol", "Dan"], ["Dan"]]);
    await invited(carol, "Carol");
    await told();
    expect([aliceNearby.sees(), dan.sees()]).toEqual([["Dan"], []]);
    expect(aliceNearby.states()).toEqual([]);
    for (const [number, { page }] of [bob, carol].entries()) {
      expect(page.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
      expect(alice.page(number).outcome()).toEqual(["done", "done"]);
    }
    expect(alice.states()).toEqual(["connected", "connected"]);
  });

  test("[NEAR17] several that are asked at the same time all stay asked when the first one has come", async () => {
    const [bob, carol, dan] = await around("Bob", "Carol", "Dan");
    for (const name of ["Bob", "Carol", "Dan"]) aliceNearby.tools.ask(aliceNearby.find(name));
    await told();
    for (const { page, tools } of [bob, carol]) {
      tools.accept();
      await page.isSettled();
    }
    await told();
    expect(aliceNearby.states()).toEqual(["Dan waiting"]);
    expect(dan.tools.state().question?.over).toBeUndefined();
  });

  test("[NEAR17] one that declines, does not answer or goes disturbs nobody who is served", async () => {
    const [bob, carol, dan] = await around("Bob", "Carol", "Dan");
    await invited(bob, "Bob");
    bob.page.controller.files.stay();
    await told();
    const session = alice.page(0).session;
    aliceNearby.tools.ask(aliceNearby.find("Carol"));
    aliceNearby.tools.ask(aliceNearby.find("Dan"));
    await told();
    carol.tools.decline();
    await told();
    await world.pass(61_000);
    expect(aliceNearby.states()).toEqual(["Carol declined", "Dan unanswered"]);
    expect(dan.tools.state().question?.over).toBe("unanswered");
    aliceNearby.tools.ask(aliceNearby.find("Dan"));
    await told();
    dan.page.session = { at: "joining" };
    await told();
    expect(aliceNearby.states()).toEqual(["Carol declined", "Dan gone"]);
    expect(alice.page(0).session).toEqual(session);
    expect(alice.party.open()?.session()).toMatchObject({ at: "waiting", receivers: 7 });
  });

  test("[NEAR17] are not shown any more once the code admits nobody", async () => {
    begin(2);
    const [bob, carol, dan] = await around("Bob", "Carol", "Dan");
    await invited(bob, "Bob");
    await told();
    expect(aliceNearby.sees()).toEqual(["Carol", "Dan"]);
    aliceNearby.tools.ask(aliceNearby.find("Dan"));
    await invited(carol, "Carol");
    await told();
    expect([aliceNearby.sees(), aliceNearby.states()]).toEqual([[], []]);
    expect(dan.tools.state().question?.over).toBe("withdrawn");
  });
});

test("[NEAR17] a code for one device more, beside one that is served, is one to invite to", async () => {
  const [bob, carol] = [neighbour("Bob"), neighbour("Carol")];
  alice.party.send([file("a.bin", 200_000), file("b.bin", 200_000)]);
  await alice.page(0).at("waiting");
  await told();
  await invited(bob, "Bob");
  await told();
  expect(aliceNearby.sees()).toEqual([]);
  alice.party.addOne();
  await alice.page(1).at("waiting");
  await told();
  expect(aliceNearby.sees()).toEqual(["Carol"]);
  await invited(carol, "Carol");
  expect(carol.page.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
  await told();
  expect(aliceNearby.sees()).toEqual([]);
});

test("[NEAR16] who is pressed on the first screen is asked, also where sessions are there already", async () => {
  const bob = neighbour("Bob");
  await told();
  aliceNearby.tools.aimAt(aliceNearby.find("Bob"));
  alice.party.send([file("a.bin", 1_000)]);
  aliceNearby.tools.chosen();
  await alice.page(0).at("waiting");
  await told();
  expect(bob.tools.state().question?.invited).toMatchObject({ files: 1, bytes: 1_000 });
});
