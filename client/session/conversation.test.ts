import { expect, test } from "bun:test";
import { sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";

const file = sampleFiles(34);

test.each([
  ["Anna's Pixel", "Anna's Pixel"],
  ["\u2069\u202egpj.exe", "gpj.exe"],
  ["\u202e\u200b", "?"],
])("[XFER1] a device that calls itself %j is shown as %j", async (name, shown) => {
  const world = new World();
  const [alice, bob] = [world.page(name), world.page("Bob's phone")];
  alice.controller.send([file("a.bin", 10)]);
  await alice.at("waiting");
  bob.controller.join(alice.code());
  await bob.isAsked();
  expect(bob.session).toMatchObject({ device: shown });
});
