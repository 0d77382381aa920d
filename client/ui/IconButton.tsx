import type { JSX } from "solid-js";

/** A button with a picture only; `label` is what a screen reader says and what appears above it. */
export function IconButton(props: {
  readonly label: string;
  readonly testId?: string;
  readonly onClick: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      data-testid={props.testId}
      onClick={() => props.onClick()}
    >
      {props.children}
    </button>
  );
}
