import { expect, test } from "bun:test";
import { type LanNameFacts, lanNameMessage } from "./lan-name-message.ts";

const WANTED = "p2p-share.local";
const messageFor = (facts: Partial<LanNameFacts>) =>
  lanNameMessage({
    wanted: WANTED,
    host: undefined,
    problem: undefined,
    urls: [],
    isInside: false,
    ...facts,
  });

test("[LAN3] the page is shown under its name", () => {
  expect(
    messageFor({ host: WANTED, urls: ["http://p2p-share.local:8080", "https://p2p-share.local:8443"] }),
  ).toBe(
    [
      "  Devices on this network find it by its name as well:",
      "",
      "    http://p2p-share.local:8080",
      "    https://p2p-share.local:8443",
      "",
      "",
    ].join("\n"),
  );
});

test("[LAN4] another name than the wanted one is explained", () => {
  expect(messageFor({ host: "p2p-share-2.local" })).toStartWith(
    "  Another device is p2p-share.local, so this one is p2p-share-2.local.\n",
  );
});

test("[LAN6] why there is no name is told, and nothing where none is wanted", () => {
  const problem = "no network of this host takes multicast over IPv4";
  expect(messageFor({ problem })).toBe(`  It cannot be found as p2p-share.local:\n  ${problem}.\n\n`);
  expect(messageFor({})).toBe("");
  expect(messageFor({ wanted: undefined })).toBe("");
});

test("[LAN2] a container that only its host reaches says what would help, in 80 columns", () => {
  const message = messageFor({ isInside: true });
  expect(message).toContain("It cannot be found as p2p-share.local");
  expect(message).toContain("--network host");
  expect(message.split("\n").filter((line) => line.length > 80)).toEqual([]);
});
