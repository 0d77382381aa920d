import type { JSX } from "solid-js";

/** What another device calls itself: its letters turn nothing around it, and a long name is cut where it is shown. */
export function DeviceName(props: { readonly name: string }): JSX.Element {
  return (
    <bdi class="device-name" title={props.name}>
      {props.name}
    </bdi>
  );
}
