import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { CHOSEN, nearbyPage } from "../testing/nearby-page.ts";
import { World } from "../testing/two-pages.ts";

let world: World;

beforeEach(() => {
  world = new World();
});

const page = (name: string) => nearbyPage(world, name);

async function told(): Promise<void> {
  await settled();
  await settled();
  await world.pass(200);
}

async function twoPages() {
  const [anna, ben] = [page("Anna"), page("Ben")];
  await told();
  return { anna, ben };
}

describe("a page", () => {
  test("[NEAR11] is on the others' list while it is free, and off it when it meets a device", async () => {
    const { anna, ben } = await twoPages();
    expect([anna.sees(), ben.sees()]).toEqual([["Ben"], ["Anna"]]);
    ben.setSession({ at: "opening" });
    ben.wait("482913");
    await told();
    expect(anna.sees()).toEqual(["Ben"]);
    ben.setSession({ at: "connecting", role: "sender" });
    await told();
    expect([anna.sees(), ben.sees()]).toEqual([[], []]);
    ben.setSession({ at: "home" });
    await told();
    expect([anna.sees(), ben.sees()]).toEqual([["Ben"], ["Anna"]]);
  });

  test("[NEAR13] that is called otherwise is so for the others too", async () => {
    const { anna, ben } = await twoPages();
    ben.tools.rename("Ben's phone");
    await told();
    expect([anna.sees(), ben.tools.name()]).toEqual([["Ben's phone"], "Ben's phone"]);
  });
});

describe("an invitation", () => {
  test("[NEAR12] that is accepted leads to the session by its code, with what was promised", async () => {
    const { anna, ben } = await twoPages();
    anna.wait("482913");
    anna.tools.ask(anna.find("Ben"));
    expect(anna.states()).toEqual(["Ben waiting"]);
    await told();
    expect(ben.tools.state().question?.invited).toMatchObject({ files: 3, bytes: 1_200 });
    ben.tools.accept();
    await told();
    expect(ben.joined).toEqual([{ code: "482913", promised: CHOSEN }]);
    expect([anna.states(), ben.tools.state().question]).toEqual([["Ben accepted"], undefined]);
  });

  test("[NEAR16] that is declined is told, and may be said once more", async () => {
    const { anna, ben } = await twoPages();
    anna.wait("482913");
    for (let i = 0; i < 2; i++) {
      anna.tools.ask(anna.find("Ben"));
      await told();
      ben.tools.decline();
      await told();
      expect(anna.states()).toEqual(["Ben declined"]);
    }
    expect(ben.joined).toEqual([]);
  });

  test("[NEAR16] for whom something was chosen is said as soon as there is a code", async () => {
    const { anna, ben } = await twoPages();
    anna.tools.aimAt(anna.find("Ben"));
    anna.setSession({ at: "opening" });
    anna.tools.chosen();
    anna.wait("482913");
    await told();
    expect(ben.tools.state().question?.invited.from.name).toBe("Anna");
  });

  test("[NEAR16] for whom something was chosen is not forgotten where the page is told again that it is at the start", async () => {
    const { anna, ben } = await twoPages();
    anna.tools.aimAt(anna.find("Ben"));
    anna.setSession({ at: "home" });
    anna.setSession({ at: "opening" });
    anna.tools.chosen();
    anna.wait("482913");
    await told();
    expect(ben.tools.state().question?.invited.from.name).toBe("Anna");
  });

  test("[NEAR16] is not said where nothing was chosen, or no code came", async () => {
    const { anna, ben } = await twoPages();
    anna.tools.aimAt(anna.find("Ben"));
    anna.tools.chosen(); // an empty folder, say
    anna.setSession({ at: "opening" });
    anna.wait("482913");
    await told();
    anna.setSession({ at: "home" });
    anna.tools.aimAt(anna.find("Ben"));
    anna.setSession({ at: "opening" });
    anna.tools.chosen();
    anna.setSession({ at: "stopped", problem: "server-full", sending: true });
    anna.setSession({ at: "opening" });
    anna.wait("482914");
    await told();
    expect([ben.tools.state().question, anna.states()]).toEqual([undefined, []]);
  });

  test("[NEAR15] leaves the other one's screen, with the reason, when its code is given up", async () => {
    const { anna, ben } = await twoPages();
    anna.wait("482913");
    anna.tools.ask(anna.find("Ben"));
    await told();
    anna.setSession({ at: "home" });
    await told();
    expect([ben.tools.state().question?.over, anna.states()]).toEqual(["withdrawn", []]);
    ben.tools.accept(); // too late: the person reads that it is over
    expect([ben.joined, ben.tools.state().question]).toEqual([[], undefined]);
  });

  test("[NEAR15] leaves it, too, when this person takes it back or the line is lost", async () => {
    const { anna, ben } = await twoPages();
    anna.wait("482913");
    const target = anna.find("Ben");
    anna.tools.ask(target);
    await told();
    anna.tools.letBe(target.id);
    await told();
    expect([ben.tools.state().question?.over, anna.states()]).toEqual(["withdrawn", []]);
    anna.tools.ask(anna.find("Ben"));
    await told();
    world.dropSocket(1); // Ben's
    expect(ben.tools.state().question?.over).toBe("lost");
    await told();
    expect(anna.states()).toEqual(["Ben gone"]);
  });

  test("[NEAR16] while the line is down reaches nobody, and says so", async () => {
    const { anna } = await twoPages();
    anna.wait("482913");
    const target = anna.find("Ben");
    world.dropSocket(0);
    anna.tools.ask(target);
    expect(anna.states()).toEqual(["Ben gone"]);
  });
});

test("[NEAR15] a question that takes another one's place is not answered by a press that was meant for that one", async () => {
  const { anna, ben } = await twoPages();
  const carl = page("Carl");
  await told();
  anna.wait("111111");
  carl.wait("222222");
  anna.tools.ask(anna.find("Ben"));
  await settled();
  carl.tools.ask(carl.find("Ben"));
  await settled();
  anna.tools.letBe(anna.find("Ben").id);
  await settled();
  expect(ben.tools.state().question).toMatchObject({ invited: { code: "222222" } });
  ben.tools.accept();
  expect(ben.joined).toEqual([]);
  await world.pass(500);
  ben.tools.accept();
  expect(ben.joined).toEqual([{ code: "222222", promised: CHOSEN }]);
});
