import TriangleAlert from "lucide-solid/icons/triangle-alert";
import type { JSX } from "solid-js";

/** Something went wrong here, and what to do. */
export function Notice(props: { readonly children: JSX.Element }): JSX.Element {
  return (
    <p class="notice" role="alert">
      <TriangleAlert size={20} aria-hidden="true" />
      <span data-testid="problem">{props.children}</span>
    </p>
  );
}
