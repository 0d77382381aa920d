import { expect, test } from "bun:test";
import type { DiscoveryNews, NearbyDevice } from "#protocol/discovery/messages.ts";
import { deviceId, invitationId, sessionCode } from "#protocol/ids.ts";
import { askedAndGone, askedState, type Nearby, type NearbyEvent, NOBODY, step } from "./machine.ts";

const device = (digit: string, name: string): NearbyDevice => ({
  id: deviceId(digit.repeat(16)),
  name,
  kind: "phone",
});
const [me, ben, cleo] = [device("0", "Me"), device("1", "Ben"), device("2", "Cleo")];
const invitation = invitationId("a".repeat(16));
const invited: DiscoveryNews = {
  type: "invited",
  invitation,
  from: ben,
  code: sessionCode("482913"),
  files: 3,
  bytes: 9,
};

const news = (message: DiscoveryNews): NearbyEvent => ({ type: "news", news: message });
const around = (...devices: NearbyDevice[]) =>
  news({ type: "nearby", scope: "network", you: me.id, devices: [me, ...devices], heartbeatMs: 1 });
const after = (...events: NearbyEvent[]): Nearby => events.reduce(step, NOBODY);

test("[NEAR11] the others are shown, and not this device itself", () => {
  expect(after(around(ben, cleo)).devices).toEqual([ben, cleo]);
});

test("[NEAR11] a device stays the same object while it is the same, so that its button stays", () => {
  const before = after(around(ben));
  const later = step(before, around({ ...ben }, cleo));
  expect(later.devices[0]).toBe(before.devices[0] as NearbyDevice);
  expect(step(later, around({ ...ben, name: "Benjamin" })).devices[0]?.name).toBe("Benjamin");
});

test("[NEAR16] how each invitation stands is known until it is let be", () => {
  const asked = after(around(ben, cleo), { type: "asked", device: ben }, { type: "asked", device: cleo });
  expect([askedState(asked, ben.id), askedState(asked, cleo.id)]).toEqual(["waiting", "waiting"]);
  const declined = step(asked, news({ type: "answered", to: ben.id, outcome: "declined" }));
  expect([askedState(declined, ben.id), askedState(declined, cleo.id)]).toEqual(["declined", "waiting"]);
  expect(askedState(step(declined, { type: "asked", device: ben }), ben.id)).toBe("waiting");
  expect(askedState(step(declined, { type: "let-be", id: ben.id }), ben.id)).toBeUndefined();
  expect(step(declined, { type: "forget-asked" }).asked).toEqual([]);
});

test("[NEAR16] what became of a device that is not there any more is told apart", () => {
  const gone = after(
    around(ben, cleo),
    { type: "asked", device: ben },
    news({ type: "answered", to: ben.id, outcome: "gone" }),
    around(cleo),
  );
  expect(askedAndGone(gone)).toEqual([{ device: ben, state: "gone" }]);
  expect(askedAndGone(after(around(), { type: "asked", device: ben }))).toEqual([]);
});

test("[NEAR16] an invitation that was open when the line was lost is over", () => {
  const lost = after(around(ben), { type: "asked", device: ben }, { type: "down" });
  expect(lost.scope).toBeUndefined();
  expect(askedAndGone(lost)).toEqual([{ device: ben, state: "lost" }]);
});

test("[NEAR15] a question is on screen until it is answered, also where it is none any more", () => {
  const asked = after(around(ben), news(invited));
  expect(asked.question?.invited).toMatchObject({ from: ben, files: 3, bytes: 9 });
  const other = news({ type: "uninvited", invitation: invitationId("b".repeat(16)), reason: "gone" });
  expect(step(asked, other)).toBe(asked);
  const over = step(asked, news({ type: "uninvited", invitation, reason: "withdrawn" }));
  expect(over.question).toMatchObject({ over: "withdrawn" });
  expect(step(over, { type: "down" }).question?.over).toBe("withdrawn");
  expect(step(asked, { type: "down" }).question?.over).toBe("lost");
  for (const state of [asked, over]) expect(step(state, { type: "answered" }).question).toBeUndefined();
  expect(step(over, news(invited)).question?.over).toBeUndefined();
  expect(step(asked, { type: "closed" })).toEqual(NOBODY);
});
