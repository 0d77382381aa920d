import { expect, test } from "bun:test";
import { watchNearness } from "./nearness.ts";

/** A scroller that a test scrolls. */
function scrolled() {
  const watched = new Set<Element>();
  const list = {} as Element;
  let see: (target: Element, isIntersecting?: boolean) => void = () => undefined;
  const { whenNear, stop } = watchNearness(
    () => list,
    (notice, root) => {
      expect(root).toBe(list);
      see = (target, isIntersecting = true) => notice([{ target, isIntersecting }]);
      return {
        observe: (element) => void watched.add(element),
        unobserve: (element) => void watched.delete(element),
        disconnect: () => watched.clear(),
      };
    },
  );
  const told: string[] = [];
  const wait = (name: string) => {
    const element = {} as Element;
    const leave = whenNear(element, () => told.push(name));
    return { element, leave };
  };
  return { watched, told, wait, stop, see: (target: Element, isNear?: boolean) => see(target, isNear) };
}

test("what comes near is told once, and what stays far is not", () => {
  const { watched, told, wait, see } = scrolled();
  const [near, far] = [wait("near"), wait("far")];
  see(near.element, false);
  expect(told).toEqual([]);
  see(near.element);
  see(near.element);
  see(far.element, false);
  expect(told).toEqual(["near"]);
  expect([...watched]).toEqual([far.element]);
});

test("what has left is not told", () => {
  const { watched, told, wait, see } = scrolled();
  const row = wait("row");
  row.leave();
  see(row.element);
  expect([told, watched.size]).toEqual([[], 0]);
});

test("nothing is told after the list is gone", () => {
  const { watched, told, wait, stop, see } = scrolled();
  const row = wait("row");
  stop();
  see(row.element);
  expect([told, watched.size]).toEqual([[], 0]);
});
