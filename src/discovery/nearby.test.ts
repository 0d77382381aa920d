import { describe, expect, test } from "bun:test";
import { MAX_NEARBY_DEVICES } from "#protocol/discovery/messages.ts";
import { TestNeighbourhood, type TestVisitor } from "../testing/test-neighbourhood.ts";

const GLOBAL = ["203.0.113.7", "203.0.113.8"] as const;

describe("who sees whom", () => {
  test("[NEAR1] who announces itself is answered with all who are there, and they hear of it within 200 ms", async () => {
    const world = new TestNeighbourhood();
    const anna = await world.device("Anna");
    expect([anna.latest("nearby").scope, anna.sees]).toEqual(["network", ["Anna"]]);
    const ben = await world.device("Ben");
    expect(ben.sees).toEqual(["Anna", "Ben"]);
    expect(anna.sees).toEqual(["Anna"]);
    world.tell();
    expect(anna.sees).toEqual(["Anna", "Ben"]);
    expect(anna.latest("nearby").devices[1]?.id as string).toBe(ben.id);
    expect(ben.heard).toHaveLength(1); // it knew that already
  });

  test("[NEAR1] many who come at once are told at once", async () => {
    const world = new TestNeighbourhood();
    const first = await world.device("first");
    for (let i = 0; i < 50; i++) await world.device(`device ${i}`);
    world.tell();
    expect(first.heard).toHaveLength(2);
    expect(first.sees).toHaveLength(51);
  });

  test("[NEAR1] another name is told, under the same id", async () => {
    const world = new TestNeighbourhood();
    const [anna, ben] = [await world.device("Anna"), await world.device("Ben")];
    const { id } = anna;
    await anna.announce("Anna's phone");
    expect([anna.id, anna.sees]).toEqual([id, ["Anna's phone", "Ben"]]);
    world.tell();
    expect(ben.sees).toEqual(["Anna's phone", "Ben"]);
    expect(world.nearby.size).toBe(2);
  });

  test("[NEAR1] the same name once more is answered, and nobody else hears of it", async () => {
    const world = new TestNeighbourhood();
    const [anna, ben] = [await world.device("Anna"), await world.device("Ben")];
    world.tell();
    const heard = ben.heard.length;
    await anna.announce("Anna");
    expect([anna.heard.length, anna.sees]).toEqual([3, ["Anna", "Ben"]]);
    world.tell();
    expect(ben.heard).toHaveLength(heard);
  });

  test("[NEAR1] a full room is told seldom, however often somebody changes its name", async () => {
    const world = new TestNeighbourhood();
    const devices = [];
    for (let i = 0; i < MAX_NEARBY_DEVICES; i++) devices.push(await world.device(`device ${i}`));
    const [restless, other] = devices as [TestVisitor, TestVisitor];
    world.tell();
    const heard = other.heard.length;
    for (let i = 0; i < 100; i++) {
      await restless.announce(`restless ${i}`);
      world.pass(100);
    }
    expect(other.heard.length - heard).toBeLessThanOrEqual(5); // in ten seconds
    world.pass(2_000);
    expect(other.sees[0]).toBe("restless 99");
  });

  test("[NEAR10] who goes is off the list, and nothing of it is left", async () => {
    const world = new TestNeighbourhood();
    const [anna, ben] = [await world.device("Anna"), await world.device("Ben")];
    ben.leave();
    ben.leave();
    world.tell();
    expect(anna.sees).toEqual(["Anna"]);
    anna.leave();
    world.tell();
    expect([world.nearby.size, world.nearby.held]).toEqual([0, { rooms: 0, invitations: 0 }]);
  });

  test("[NEAR1] ids are drawn for each socket, and say nothing of an address", async () => {
    const world = new TestNeighbourhood();
    const ids = [];
    for (let i = 0; i < 3; i++) {
      const device = await world.device("Anna");
      ids.push(device.id);
      device.leave();
    }
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("rooms", () => {
  test("[NEAR2] with DISCOVERY=network those of one network see each other, whatever they come by", async () => {
    const world = new TestNeighbourhood("network");
    const home = [await world.device("a", "192.168.1.20"), await world.device("b", "::1")];
    const away = [await world.device("c", GLOBAL[0]), await world.device("d", GLOBAL[0])];
    const alone = await world.device("e", GLOBAL[1]);
    world.tell();
    for (const device of home) expect(device.sees).toEqual(["a", "b"]);
    for (const device of away) expect(device.sees).toEqual(["c", "d"]);
    expect(alone.sees).toEqual(["e"]);
  });

  test("[NEAR2] with DISCOVERY=all everybody sees everybody, also those of shared addresses", async () => {
    const world = new TestNeighbourhood("all");
    const devices = [await world.device("a", GLOBAL[0], true), await world.device("b", GLOBAL[1])];
    world.tell();
    for (const device of devices) {
      expect([device.latest("nearby").scope, device.sees]).toEqual(["all", ["a", "b"]]);
    }
  });

  test("[NEAR2] with DISCOVERY=off nobody sees anybody, and nobody is kept", async () => {
    const world = new TestNeighbourhood("off");
    const device = await world.device("a");
    await world.device("b");
    world.tell();
    expect([device.latest("nearby").scope, device.sees]).toEqual(["off", []]);
    await device.invite(device);
    expect([device.refused, world.nearby.size]).toEqual([["no-peer"], 0]);
  });

  test.each([
    ["an address that many share", "172.17.0.1", true],
    ["no address at all", "unknown", false],
  ])("[NEAR4] who comes by %s sees nobody and is seen by nobody", async (_, address, isShared) => {
    const world = new TestNeighbourhood();
    const hidden = [
      await world.device("a", address, isShared),
      await world.device("b", address, isShared),
    ] as const;
    const seen = await world.device("c", "172.17.0.1");
    world.tell();
    for (const device of hidden) {
      expect([device.latest("nearby").scope, device.sees]).toEqual(["hidden", []]);
    }
    expect(seen.sees).toEqual(["c"]);
    await hidden[0].invite(hidden[1]);
    await hidden[0].invite(seen);
    expect(hidden[0].invitations()).toEqual(["answered gone", "answered gone"]);
  });
});

describe("a crowd", () => {
  async function crowd(world: TestNeighbourhood, size: number): Promise<TestVisitor[]> {
    const devices = [];
    for (let i = 0; i < size; i++) devices.push(await world.device(`device ${i}`));
    world.tell();
    return devices;
  }

  test("[NEAR5] a hundred see each other; the next hears that it is crowded until one of them goes", async () => {
    const world = new TestNeighbourhood();
    const devices = await crowd(world, MAX_NEARBY_DEVICES);
    const late = [await world.device("late"), await world.device("later")] as const;
    world.tell();
    for (const device of late) expect([device.latest("nearby").scope, device.sees]).toEqual(["crowded", []]);
    expect(devices[7]?.heard.length).toBeLessThan(3);
    await late[0].invite(devices[0] ?? late[0]);
    await devices[0]?.invite(late[0]);
    expect(devices[0]?.invitations().at(-1)).toBe("answered gone");

    world.pass(MAX_NEARBY_DEVICES * 20); // since they were told last
    devices[7]?.leave();
    world.tell();
    expect(late[0].latest("nearby").scope).toBe("network");
    expect(late[0].sees).toHaveLength(MAX_NEARBY_DEVICES);
    expect(devices[0]?.sees).toContain("late");
    expect(late[1].latest("nearby").scope).toBe("crowded");
  });

  test("[NEAR5] who waits behind them costs them nothing", async () => {
    const world = new TestNeighbourhood();
    const [first] = await crowd(world, MAX_NEARBY_DEVICES);
    first?.heard.splice(0);
    for (let i = 0; i < 20; i++) {
      const late = await world.device("late");
      await late.announce("later");
      late.leave();
    }
    world.tell();
    expect(first?.heard).toEqual([]);
  });
});

describe("a device that is busy", () => {
  test("[NEAR17] sees the others and is seen by none, under the id that it had, until it is free", async () => {
    const world = new TestNeighbourhood();
    const [anna, ben] = [await world.device("Anna"), await world.device("Ben")];
    const { id } = anna;
    await anna.announce("Anna", true);
    expect([anna.sees, anna.id]).toEqual([["Ben"], id]);
    world.tell();
    expect(ben.sees).toEqual(["Ben"]);
    await anna.announce("Anna");
    expect([anna.sees, anna.id]).toEqual([["Anna", "Ben"], id]);
    world.tell();
    expect(ben.sees).toEqual(["Anna", "Ben"]);
  });

  test("[NEAR17] may come as one, and hears who comes and goes", async () => {
    const world = new TestNeighbourhood();
    const ben = await world.device("Ben");
    const anna = await world.visitor().announce("Anna", true);
    const carl = await world.device("Carl");
    world.tell();
    for (const device of [anna, ben, carl]) expect(device.sees).toEqual(["Ben", "Carl"]);
    carl.leave();
    world.tell();
    expect(anna.sees).toEqual(["Ben"]);
    expect(world.nearby.size).toBe(2);
  });

  test("[NEAR17] asks others and is asked nothing: what waits and what comes is answered busy", async () => {
    const world = new TestNeighbourhood();
    const [anna, ben] = [await world.device("Anna"), await world.device("Ben")];
    const [carl, dora] = [await world.device("Carl"), await world.device("Dora")];
    const target = { id: anna.id };
    await anna.invite(ben);
    for (const device of [carl, dora]) await device.invite(target);
    await anna.announce("Anna", true);
    for (const device of [carl, dora]) expect(device.invitations()).toEqual(["answered busy"]);
    await dora.invite(target);
    expect(dora.invitations()).toEqual(["answered busy"]);
    await anna.answer(true); // what it was asked before
    expect(carl.invitations()).toEqual([]);
    await ben.answer(true);
    expect(anna.invitations()).toEqual(["invited by Carl", "answered accepted"]);
    expect(world.nearby.held.invitations).toBe(0);
  });

  test("[NEAR5] [NEAR17] counts among the hundred", async () => {
    const world = new TestNeighbourhood();
    const anna = await world.visitor().announce("Anna", true);
    for (let i = 1; i < MAX_NEARBY_DEVICES; i++) await world.device(`device ${i}`);
    const late = await world.device("late");
    world.tell();
    expect([anna.sees.length, late.latest("nearby").scope]).toEqual([MAX_NEARBY_DEVICES - 1, "crowded"]);
  });
});
