import { expect, test } from "bun:test";
import { watchNearness } from "./nearness.ts";

/** An observer whose news a test makes. */
function observed() {
  const watched = new Set<Element>();
  let notice: Parameters<Parameters<typeof watchNearness>[0] & object>[0] = () => undefined;
  const { whenNear, stop } = watchNearness((take) => {
    notice = take;
    return {
      observe: (element) => void watched.add(element),
      unobserve: (element) => void watched.delete(element),
      disconnect: () => watched.clear(),
    };
  });
  const see = (target: Element, isIntersecting = true) => notice([{ target, isIntersecting }]);
  return { watched, whenNear, stop, see };
}

const element = () => ({}) as Element;

test("what comes near is told once, and what stays far is not", () => {
  const { watched, whenNear, see } = observed();
  const [near, far] = [element(), element()];
  const told: string[] = [];
  whenNear(near, () => told.push("near"));
  whenNear(far, () => told.push("far"));
  see(near, false);
  expect(told).toEqual([]);
  see(near);
  see(near);
  see(far, false);
  expect(told).toEqual(["near"]);
  expect([...watched]).toEqual([far]);
});

test("nothing is told after the list is gone", () => {
  const { watched, whenNear, stop, see } = observed();
  const row = element();
  const told: string[] = [];
  whenNear(row, () => told.push("near"));
  stop();
  see(row);
  expect([told, watched.size]).toEqual([[], 0]);
});
