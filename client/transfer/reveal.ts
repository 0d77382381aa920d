/**
 * Brings what has arrived into view, once: where it is drawn again later, the person has seen it. The focus stays
 * where it is, and nothing glides, so that it is right for who wants no motion, too.
 */
export function createReveal(): (arrived: Blob, element: Pick<Element, "scrollIntoView">) => void {
  const revealed = new WeakSet<Blob>();
  return (arrived, element) => {
    if (revealed.has(arrived)) return;
    revealed.add(arrived);
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
}
