import { type Component, createRoot, type JSX } from "solid-js";

/** An icon of the set that the page uses. */
type Icon = Component<{ readonly size: number; readonly "aria-hidden": "true" }>;

/**
 * A component for an icon that stands in thousands of rows: it is drawn once and then copied, because drawing
 * one takes as long as all the rest of its row. It is decoration, which no screen reader mentions.
 *
 * @param size of its sides, in pixels
 */
export function stamp(icon: Icon, size: number): () => JSX.Element {
  let original: JSX.Element;
  return () => {
    original ??= createRoot(() => icon({ size, "aria-hidden": "true" }));
    return original instanceof Node ? original.cloneNode(true) : original;
  };
}
