import { describe, expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { untilQuiet } from "./quiet.ts";

/** A page that last fetched something so long ago. */
function setUp(agoMs: number) {
  const clock = new FakeClock();
  clock.advance(60_000);
  const page = { fetched: clock.now() - agoMs, isQuiet: false };
  const quiet = untilQuiet(clock, () => page.fetched).then(() => {
    page.isQuiet = true;
  });
  return { clock, page, quiet };
}

const settled = () => Promise.resolve().then(() => Promise.resolve());

describe("[PWA9] a version is asked to take over when the page is quiet", () => {
  test("which one that has fetched nothing for a second is at once", async () => {
    const { quiet, page } = setUp(1_000);
    await quiet;
    expect(page.isQuiet).toBe(true);
  });

  test("and another one when a second has passed since its last file", async () => {
    const { clock, page } = setUp(400);
    clock.advance(500);
    page.fetched = clock.now();
    clock.advance(999);
    await settled();
    expect(page.isQuiet).toBe(false);
    clock.advance(1);
    await settled();
    expect(page.isQuiet).toBe(true);
  });

  test("or, if it fetches without end, after five seconds", async () => {
    const { clock, page } = setUp(0);
    for (let passed = 0; passed < 4_900; passed += 100) {
      page.fetched = clock.now();
      clock.advance(100);
    }
    await settled();
    expect(page.isQuiet).toBe(false);
    page.fetched = clock.now();
    clock.advance(100);
    await settled();
    expect(page.isQuiet).toBe(true);
  });
});
