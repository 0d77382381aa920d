/** Calls back once, as soon as an element is not more than a screen away from what is seen. */
export type WhenNear = (element: Element, act: () => void) => void;

/**
 * Watches the rows of one list.
 *
 * @param makeObserver as the browser's `IntersectionObserver` is made
 * @returns `stop` lets go of all that never came near
 */
export function watchNearness(
  makeObserver: (
    notice: (entries: readonly Pick<IntersectionObserverEntry, "isIntersecting" | "target">[]) => void,
  ) => Pick<IntersectionObserver, "observe" | "unobserve" | "disconnect"> = (notice) =>
    new IntersectionObserver(notice, { rootMargin: "100% 0px" }),
): { readonly whenNear: WhenNear; readonly stop: () => void } {
  const waiting = new Map<Element, () => void>();
  const observer = makeObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const act = isIntersecting && waiting.get(target);
      if (!act) continue;
      waiting.delete(target);
      observer.unobserve(target);
      act();
    }
  });
  return {
    whenNear(element, act) {
      waiting.set(element, act);
      observer.observe(element);
    },
    stop() {
      waiting.clear();
      observer.disconnect();
    },
  };
}
