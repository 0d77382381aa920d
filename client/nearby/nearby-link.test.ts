import { beforeEach, describe, expect, test } from "bun:test";
import type { DiscoveryNews } from "#protocol/discovery/messages.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { World } from "../testing/two-pages.ts";
import { NearbyLink } from "./nearby-link.ts";

const HEARTBEAT_MS = 30_000;
const ANNA = { name: "Anna", kind: "phone" } as const;

let world: World;
/** What `GET /instance` would say; undefined while the server cannot be asked. */
let isWanted: boolean | undefined;

beforeEach(() => {
  world = new World();
  isWanted = true;
});

/** A page's link, and what it has told. */
function linkOf() {
  const told: string[] = [];
  const link = new NearbyLink(
    {
      clock: world.clock,
      openSignaling: world.openSignaling,
      random: () => 0.5,
      async isWanted() {
        if (isWanted === undefined) throw new TypeError("no network");
        return isWanted;
      },
    },
    { news: (news) => void told.push(said(news)), down: () => void told.push("down") },
  );
  return { link, told };
}

const said = (news: DiscoveryNews) =>
  news.type === "nearby" ? news.devices.map(({ name }) => name).join("+") : news.type;

async function open() {
  const page = linkOf();
  page.link.open(ANNA);
  await settled();
  await world.pass(200);
  return page;
}

describe("a page's line to the others nearby", () => {
  test("[NEAR11] is one socket, that says who it is and hears of the others", async () => {
    const [anna, ben] = [await open(), linkOf()];
    ben.link.open({ name: "Ben", kind: "computer" });
    await settled();
    await world.pass(200);
    expect([anna.told, ben.told]).toEqual([["Anna", "Anna+Ben"], ["Anna+Ben"]]);
    expect(world.sockets).toBe(2);
    ben.link.open({ name: "Benjamin", kind: "computer" });
    await settled();
    await world.pass(200);
    expect(anna.told.at(-1)).toBe("Anna+Benjamin");
    ben.link.close();
    await settled();
    await world.pass(200);
    expect([anna.told.at(-1), world.sockets]).toEqual(["Anna", 1]);
  });

  test("[NEAR11] is not opened where the server does not want it", async () => {
    isWanted = false;
    await open();
    await world.pass(60_000);
    expect(world.sockets).toBe(0);
  });

  test("[NEAR11] is opened as soon as a server that was away can be asked", async () => {
    isWanted = undefined;
    const { told } = await open();
    expect(world.sockets).toBe(0);
    isWanted = true;
    await world.pass(1_000);
    expect(told).toEqual(["Anna"]);
  });

  test("[NEAR11] is not opened where it was closed while the server was asked", async () => {
    const { link } = linkOf();
    link.open(ANNA);
    link.close();
    await settled();
    expect(world.sockets).toBe(0);
    link.open(ANNA);
    await settled();
    expect(world.sockets).toBe(1);
  });

  test("[NEAR11] stays for as long as it is wanted: the page says that it is there", async () => {
    const { told } = await open();
    await world.pass(10 * HEARTBEAT_MS);
    expect([told, world.sockets]).toEqual([["Anna"], 1]);
  });

  test("[NEAR11] comes back by itself when it is lost, and when the server falls silent", async () => {
    const { told } = await open();
    world.dropSockets();
    await world.pass(1_000);
    expect(told).toEqual(["Anna", "down", "Anna"]);
    world.serverSilent = true;
    await world.pass(4 * HEARTBEAT_MS);
    expect(told.at(-1)).toBe("down");
    world.serverSilent = false;
    await world.pass(HEARTBEAT_MS);
    expect(told.at(-1)).toBe("Anna");
  });

  test("[NEAR11] to a server that is away is tried less and less often, and at once when the device wakes", async () => {
    const { link, told } = await open();
    world.serverDown = true;
    world.dropSockets();
    await world.pass(600_000);
    world.serverDown = false;
    link.wake();
    await settled();
    await settled();
    expect(told).toEqual(["Anna", "down", "Anna"]);
    link.close();
    link.wake();
    await world.pass(60_000);
    expect(world.sockets).toBe(0);
  });

  test("[NEAR11] is not believed when the device wakes until it answers", async () => {
    const { link, told } = await open();
    link.wake();
    await world.pass(5_000);
    expect(told).toEqual(["Anna"]);
    world.serverSilent = true;
    link.wake();
    await world.pass(5_000);
    expect(told).toEqual(["Anna", "down"]);
  });
});
