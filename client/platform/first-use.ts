/** What people and their devices do before they want something of a page. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "dragenter"] as const;

/** Calls once, as soon as somebody is there who uses the page: a pointer that moves over it, a touch, a key. */
export function onFirstUse(then: () => void): void {
  const first = () => {
    for (const sign of SIGNS) removeEventListener(sign, first, true);
    then();
  };
  for (const sign of SIGNS) addEventListener(sign, first, { capture: true, passive: true });
}
