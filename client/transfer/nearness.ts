/** Calls back once, when an element is near. @returns what ends the waiting */
export type WhenNear = (element: Element, act: () => void) => () => void;

type Notice = (entries: readonly Pick<IntersectionObserverEntry, "isIntersecting" | "target">[]) => void;

export interface Nearness {
  readonly whenNear: WhenNear;
  /** Nothing is told any more. */
  readonly stop: () => void;
}

/**
 * Watches what is in a scroller. Near is what is not more than the scroller's own height away from what it shows, so
 * that who tabs or scrolls through it always finds the next rows there.
 *
 * @param scroller only asked for when something waits
 */
export function watchNearness(
  scroller: () => Element,
  makeObserver: (
    notice: Notice,
    root: Element,
  ) => Pick<IntersectionObserver, "observe" | "unobserve" | "disconnect"> = (notice, root) =>
    new IntersectionObserver(notice, { root, rootMargin: "100% 0px" }),
): Nearness {
  const waiting = new Map<Element, () => void>();
  let observer: ReturnType<typeof makeObserver> | undefined;
  const leave = (element: Element) => {
    if (waiting.delete(element)) observer?.unobserve(element);
  };
  const notice: Notice = (entries) => {
    for (const { isIntersecting, target } of entries) {
      const act = isIntersecting && waiting.get(target);
      if (!act) continue;
      leave(target);
      act();
    }
  };
  return {
    whenNear(element, act) {
      waiting.set(element, act);
      observer ??= makeObserver(notice, scroller());
      observer.observe(element);
      return () => leave(element);
    },
    stop() {
      waiting.clear();
      observer?.disconnect();
    },
  };
}
