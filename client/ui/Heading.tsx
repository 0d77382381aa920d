import { type JSX, onMount } from "solid-js";

/**
 * A screen's heading. It takes the focus, so that a screen reader says where the person is now; but not from a
 * text that the person is writing.
 */
export function Heading(props: { readonly children: JSX.Element }): JSX.Element {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => {
    const isWriting = document.activeElement instanceof HTMLTextAreaElement;
    if (!isWriting) heading?.focus({ preventScroll: true });
  });
  return (
    <h1 ref={heading} tabIndex={-1}>
      {props.children}
    </h1>
  );
}
