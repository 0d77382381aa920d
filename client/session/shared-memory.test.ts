import { beforeEach, describe, expect, test } from "bun:test";
import { TabMemory } from "../testing/test-party.ts";
import { SharedMemory } from "./shared-memory.ts";

let tab: TabMemory;
let memory: SharedMemory;

beforeEach(() => {
  tab = new TabMemory();
  memory = new SharedMemory(tab);
});

/** What each slot of a page finds that is opened in the same tab. */
async function found(page: SharedMemory): Promise<(string | undefined)[]> {
  const count = await page.load();
  const slots = Array.from({ length: count }, (_, number) => page.slot(number).recall());
  return (await Promise.all(slots)).map((recalled) => recalled?.text);
}

describe("the memory of a tab, shared by several sessions", () => {
  test("[MANY10] gives the next page what each has left, numbered anew", async () => {
    for (const number of [0, 1, 3]) memory.slot(number).remember(`session ${number}`);
    memory.slot(0).forget();
    expect(await found(new SharedMemory(tab))).toEqual(["session 1", "session 3"]);
  });

  test("[MANY10] keeps the numbers for the same page that is shown again", async () => {
    for (const number of [0, 2]) memory.slot(number).remember(`session ${number}`);
    expect(await found(memory)).toEqual(["session 0", undefined, "session 2"]);
  });

  test("[MANY10] is empty when all have forgotten, and where another page has left something else", async () => {
    memory.slot(1).remember("one");
    memory.slot(1).forget();
    expect(tab.text).toBeUndefined();
    for (const text of ['{"version":1}', "[[-1,2]]", "nothing"]) {
      tab.text = text;
      expect(await found(new SharedMemory(tab))).toEqual([]);
    }
  });

  test("[MANY10] keeps the others where there is no room for one more", async () => {
    tab.maxLength = 40;
    expect(memory.slot(0).remember("small")).toBe(true);
    expect(memory.slot(1).remember("far too much".repeat(10))).toBe(false);
    expect(await found(new SharedMemory(tab))).toEqual(["small"]);
  });

  test("[MANY10] says whether the page before had time to leave", async () => {
    memory.slot(0).remember("one");
    tab.hasLeft = true;
    const next = new SharedMemory(tab);
    await next.load();
    expect(await next.slot(0).recall()).toEqual({ text: "one", hasLeft: true });
    expect(await next.slot(5).recall()).toBeUndefined();
  });
});
