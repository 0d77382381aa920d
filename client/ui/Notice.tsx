import Info from "lucide-solid/icons/info";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { type JSX, Show } from "solid-js";

/** Something that a person should know here, and what to do. */
export function Notice(props: {
  /** Nothing went wrong, or it is being mended already. */
  readonly calm?: boolean;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <p class="notice" data-mood={props.calm ? "calm" : "bad"} role={props.calm ? "status" : "alert"}>
      <Show when={props.calm} fallback={<TriangleAlert size={20} aria-hidden="true" />}>
        <Info size={20} aria-hidden="true" />
      </Show>
      <span data-testid="problem">{props.children}</span>
    </p>
  );
}
