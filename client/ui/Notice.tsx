import Info from "lucide-solid/icons/info";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { type JSX, Show } from "solid-js";

/** Something that a person should know here, and what to do. */
export function Notice(props: {
  /** Nothing went wrong, or it is being mended already. */
  readonly calm?: boolean;
  /** What can be done about it. */
  readonly action?: JSX.Element;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <div class="notice" data-mood={props.calm ? "calm" : "bad"} role={props.calm ? "status" : "alert"}>
      <Show when={props.calm} fallback={<TriangleAlert size={20} aria-hidden="true" />}>
        <Info size={20} aria-hidden="true" />
      </Show>
      <span data-testid="problem">{props.children}</span>
      {props.action}
    </div>
  );
}
