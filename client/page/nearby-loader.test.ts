import { expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { loadNearby } from "./nearby-loader.ts";
import type { NearbyParts } from "./nearby-parts.ts";

const HOST = {
  session: () => ({ at: "home" }) as const,
  offered: () => undefined,
  served: () => [],
  join() {},
};
const PARTS: NearbyParts = { Card: () => null, Invite: () => null, Question: () => null, chosen() {} };

/** @returns the parts, and how often they were fetched */
async function loaded(isOff: () => Promise<boolean>, start: () => NearbyParts = () => PARTS) {
  let fetched = 0;
  const load = async () => {
    fetched++;
    return start;
  };
  const parts = loadNearby(HOST, { isOff, load });
  await settled();
  return { parts: parts(), fetched };
}

const away = async () => {
  throw new TypeError("no network");
};

test("[NEAR11] with DISCOVERY=off nothing of devices nearby is even fetched", async () => {
  expect(await loaded(async () => true)).toEqual({ parts: undefined, fetched: 0 });
});

test("[NEAR11] else it is, also where the server cannot be asked just now", async () => {
  expect(await loaded(async () => false)).toEqual({ parts: PARTS, fetched: 1 });
  expect(await loaded(away)).toEqual({ parts: PARTS, fetched: 1 });
});

test("[NEAR11] a page that cannot load it does without it", async () => {
  const fails = () => {
    throw new Error("another page is there since");
  };
  expect((await loaded(async () => false, fails)).parts).toBeUndefined();
});
