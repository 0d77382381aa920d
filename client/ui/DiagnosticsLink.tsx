import type { JSX } from "solid-js";

/** Opens the diagnostics in a tab of their own: what happens in this one goes on. */
export function DiagnosticsLink(props: { readonly label: string }): JSX.Element {
  return (
    <a class="link" href="/diagnostics" target="_blank" rel="noopener">
      {props.label}
    </a>
  );
}
