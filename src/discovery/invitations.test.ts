import { describe, expect, test } from "bun:test";
import { TestNeighbourhood } from "../testing/test-neighbourhood.ts";
import { ANSWER_WITHIN_MS, MAX_WAITING_QUESTIONS } from "./invitations.ts";

async function neighbours() {
  const world = new TestNeighbourhood();
  const [anna, ben, cleo] = [
    await world.device("Anna"),
    await world.device("Ben"),
    await world.device("Cleo"),
  ];
  world.tell();
  const ids = { anna: { id: anna.id }, ben: { id: ben.id }, cleo: { id: cleo.id } };
  const ends = () => Object.fromEntries(world.nearby.invitationEnds.filter(([, count]) => count > 0));
  return { world, anna, ben, cleo, ids, ends };
}

describe("an invitation", () => {
  test("[NEAR6] carries code, count and size, and who asks; nothing else passes", async () => {
    const { anna, ben, ids } = await neighbours();
    await anna.invite(ids.ben);
    expect(ben.latest("invited") as unknown).toEqual({
      type: "invited",
      invitation: expect.stringMatching(/^[0-9a-f]{16}$/),
      from: { id: ids.anna.id, name: "Anna", kind: "phone" },
      code: "482913",
      files: 3,
      bytes: 1_200,
    });
  });

  test.each([
    ["accepted", true],
    ["declined", false],
  ])("[NEAR7] that is %s is over, and its inviter hears so once", async (outcome, isAccepted) => {
    const { world, anna, ben, ids, ends } = await neighbours();
    await anna.invite(ids.ben);
    await ben.answer(isAccepted);
    await ben.answer(!isAccepted);
    expect(anna.latest("answered") as unknown).toEqual({ type: "answered", to: ids.ben.id, outcome });
    world.pass(ANSWER_WITHIN_MS);
    expect(anna.invitations()).toEqual([`answered ${outcome}`]);
    expect([ends(), world.nearby.held.invitations]).toEqual([{ [outcome]: 1 }, 0]);
  });

  test("[NEAR7] that nobody answers within 60 s ends on both sides", async () => {
    const { world, anna, ben, ids } = await neighbours();
    await anna.invite(ids.ben);
    world.pass(ANSWER_WITHIN_MS - 1);
    expect(anna.invitations()).toEqual([]);
    world.pass(1);
    expect(anna.invitations()).toEqual(["answered unanswered"]);
    await ben.answer(true); // too late
    expect(ben.invitations()).toEqual(["invited by Anna", "uninvited unanswered"]);
    expect(anna.invitations()).toEqual([]);
  });

  test("[NEAR7] to somebody who goes, or has gone, is answered", async () => {
    const { anna, ben, ids } = await neighbours();
    await anna.invite(ids.ben);
    ben.leave();
    await anna.invite(ids.ben);
    expect(anna.invitations()).toEqual(["answered gone", "answered gone"]);
  });

  test("[NEAR7] of somebody who withdraws it, or goes, leaves the other one's screen", async () => {
    const { anna, ben, cleo, ids, ends } = await neighbours();
    await anna.invite(ids.ben);
    await anna.say({ type: "withdraw", to: ids.ben.id });
    await anna.say({ type: "withdraw", to: ids.ben.id });
    await cleo.invite(ids.ben);
    cleo.leave();
    expect(ben.invitations()).toEqual([
      "invited by Anna",
      "uninvited withdrawn",
      "invited by Cleo",
      "uninvited gone",
    ]);
    expect(anna.invitations()).toEqual([]);
    expect(ends()).toEqual({ withdrawn: 2 });
  });

  test("[NEAR6] only reaches whom its inviter sees, and never itself", async () => {
    const { world, anna, ids } = await neighbours();
    const stranger = await world.device("Stranger", "203.0.113.7");
    world.tell();
    await stranger.invite(ids.anna);
    await stranger.invite({ id: "0123456789abcdef" });
    await anna.invite(ids.anna);
    expect([stranger.invitations(), anna.invitations()]).toEqual([
      ["answered gone", "answered gone"],
      ["answered gone"],
    ]);
  });

  test("[NEAR6] is answered by nobody but whom it asks", async () => {
    const { anna, ben, cleo, ids } = await neighbours();
    await anna.invite(ids.ben);
    const { invitation } = ben.latest("invited");
    await cleo.say({ type: "answer", invitation, accepted: true });
    await anna.say({ type: "answer", invitation, accepted: true });
    expect(anna.invitations()).toEqual([]);
    await ben.answer(true);
    expect(anna.invitations()).toEqual(["answered accepted"]);
  });

  test("[NEAR1] of somebody who has not announced itself is refused", async () => {
    const { world, ids } = await neighbours();
    const silent = world.visitor();
    await silent.invite(ids.anna);
    await silent.say({ type: "withdraw", to: ids.anna.id });
    await silent.say({ type: "answer", invitation: ids.anna.id, accepted: true });
    expect([silent.refused, silent.heard]).toEqual([["no-peer", "no-peer", "no-peer"], []]);
  });

  test("[NEAR9] over the limit is answered so, and asks nobody", async () => {
    const { anna, ben, ids, ends } = await neighbours();
    anna.inviteWaitMs = 5_000;
    await anna.invite(ids.ben);
    expect([anna.invitations(), ben.invitations()]).toEqual([["answered limited"], []]);
    expect(ends()).toEqual({ limited: 1 });
  });
});

describe("several invitations", () => {
  test("[NEAR8] of one device to another take each other's place", async () => {
    const { world, anna, ben, ids } = await neighbours();
    await anna.invite(ids.ben, "111111");
    await anna.invite(ids.ben, "222222");
    expect(ben.latest("invited").code as string).toBe("222222");
    expect(ben.invitations()).toEqual(["invited by Anna", "uninvited withdrawn", "invited by Anna"]);
    expect(world.nearby.held.invitations).toBe(1);
  });

  test("[NEAR8] to one device are asked one after the other", async () => {
    const { anna, ben, cleo, ids } = await neighbours();
    await anna.invite(ids.ben);
    await cleo.invite(ids.ben);
    expect(ben.heard.filter(({ type }) => type === "invited")).toHaveLength(1);
    await ben.answer(false);
    expect(ben.latest("invited").from.name).toBe("Cleo");
    expect([anna.invitations(), cleo.invitations()]).toEqual([["answered declined"], []]);
  });

  test("[NEAR8] of which one is accepted end the others", async () => {
    const { anna, ben, cleo, ids } = await neighbours();
    await anna.invite(ids.ben);
    await cleo.invite(ids.ben);
    await ben.answer(true);
    expect([anna.invitations(), cleo.invitations()]).toEqual([["answered accepted"], ["answered busy"]]);
    expect(ben.invitations()).toEqual(["invited by Anna"]);
  });

  test("[NEAR8] that wait for their turn end without ever having been asked", async () => {
    const { world, anna, ben, cleo, ids } = await neighbours();
    await anna.invite(ids.ben);
    world.pass(1_000);
    await cleo.invite(ids.ben);
    await cleo.say({ type: "withdraw", to: ids.ben.id });
    expect(ben.invitations()).toEqual(["invited by Anna"]);
    await cleo.invite(ids.ben);
    world.pass(ANSWER_WITHIN_MS - 1_000);
    expect(ben.invitations()).toEqual(["uninvited unanswered", "invited by Cleo"]);
    world.pass(1_000);
    expect(ben.invitations()).toEqual(["uninvited unanswered"]);
    expect([anna.invitations(), cleo.invitations()]).toEqual([
      ["answered unanswered"],
      ["answered unanswered"],
    ]);
  });

  test("[NEAR8] are too many where eight wait: then the device is busy", async () => {
    const { world, ben, ids } = await neighbours();
    const askers = [];
    for (let i = 0; i < MAX_WAITING_QUESTIONS + 2; i++) {
      const asker = await world.device(`asker ${i}`);
      await asker.invite(ids.ben);
      askers.push(asker);
    }
    const heard = askers.map((asker) => asker.invitations());
    expect(heard.slice(0, -1).flat()).toEqual([]);
    expect(heard.at(-1)).toEqual(["answered busy"]);
    expect(ben.invitations()).toEqual(["invited by asker 0"]);
  });
});
