import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { CHOSEN, nearbyPage } from "../testing/nearby-page.ts";
import { World } from "../testing/two-pages.ts";

let world: World;

beforeEach(() => {
  world = new World();
});

async function told(): Promise<void> {
  await settled();
  await settled();
  await world.pass(200);
}

const page = (name: string) => nearbyPage(world, name);

describe("a page that serves somebody, and admits one more", () => {
  const serving = async () => {
    const [anna, ben, carl] = [page("Anna"), page("Ben"), page("Carl")];
    await told();
    anna.wait("482913");
    return { anna, ben, carl };
  };

  test("[NEAR17] sees the others and is seen by none, until the code admits nobody", async () => {
    const { anna, ben } = await serving();
    const before = ben.find("Anna");
    anna.serve("482913");
    await told();
    expect([anna.sees(), ben.sees()]).toEqual([["Ben", "Carl"], ["Carl"]]);
    anna.setMore(undefined);
    await told();
    expect([anna.sees(), ben.sees()]).toEqual([[], ["Carl"]]);
    anna.setSession({ at: "home" });
    await told();
    expect([anna.sees(), ben.sees()]).toEqual([
      ["Ben", "Carl"],
      ["Carl", "Anna"],
    ]);
    expect(ben.find("Anna").id).not.toBe(before.id);
  });

  test("[NEAR17] asks further devices, and those that it had asked before stay asked", async () => {
    const { anna, ben, carl } = await serving();
    anna.tools.ask(anna.find("Ben"));
    await told();
    anna.serve("482913");
    anna.tools.ask(anna.find("Carl"));
    await told();
    expect(anna.states()).toEqual(["Ben waiting", "Carl waiting"]);
    ben.tools.decline();
    carl.tools.accept();
    await told();
    expect(anna.states()).toEqual(["Ben declined", "Carl accepted"]);
    expect(carl.joined).toEqual([{ code: "482913", promised: CHOSEN }]);
    anna.tools.ask(anna.find("Ben"));
    await told();
    anna.setMore(undefined); // the code is closed
    await told();
    expect(ben.tools.state().question?.over).toBe("withdrawn");
  });

  test("[NEAR17] is asked nothing: what was open leaves its screen, and what comes later is answered busy", async () => {
    const { anna, ben, carl } = await serving();
    for (const other of [ben, carl]) other.wait("111111");
    ben.tools.ask(ben.find("Anna"));
    await told();
    expect(anna.tools.state().question?.invited.from.name).toBe("Ben");
    carl.tools.ask(carl.find("Anna"));
    anna.serve("482913");
    expect(anna.tools.state().question).toBeUndefined();
    await told();
    expect([ben.states(), carl.states()]).toEqual([["Anna busy"], ["Anna busy"]]);
    expect(anna.tools.state().question).toBeUndefined();
  });

  test("[NEAR17] is not asked either what was on its way when it began to serve", async () => {
    const { anna, ben } = await serving();
    ben.wait("111111");
    ben.tools.ask(ben.find("Anna"));
    while (world.server.nearby.held.invitations === 0) await Promise.resolve();
    anna.serve("482913");
    await told();
    expect([anna.tools.state().question, ben.states()]).toEqual([undefined, ["Anna busy"]]);
  });

  test("[NEAR17] says no more of an invitation than that it was accepted once its device is connected", async () => {
    const { anna, ben } = await serving();
    anna.tools.ask(anna.find("Ben"));
    await told();
    ben.tools.accept();
    ben.setSession({ at: "joining" });
    anna.serve("482913");
    await told();
    expect([anna.sees(), anna.states()]).toEqual([["Carl"], ["Ben accepted"]]);
    anna.setServed(["Ben"]);
    expect(anna.states()).toEqual([]);
  });

  test("[NEAR17] says no more that a device is gone once it is there again", async () => {
    const { anna, ben } = await serving();
    anna.serve("482913");
    anna.tools.ask(anna.find("Ben"));
    await told();
    ben.setSession({ at: "joining" });
    await told();
    expect([anna.sees(), anna.states()]).toEqual([["Carl"], ["Ben gone"]]);
    ben.setSession({ at: "home" });
    await told();
    expect([anna.sees(), anna.states()]).toEqual([["Carl", "Ben"], []]);
  });

  test("[NEAR17] comes back as what it is when its line was lost", async () => {
    const { anna, ben } = await serving();
    anna.serve("482913");
    await told();
    world.dropSocket(0); // Anna's
    await world.pass(2_000);
    expect([anna.sees(), ben.sees()]).toEqual([["Ben", "Carl"], ["Carl"]]);
  });
});
