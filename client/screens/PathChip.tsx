import Cable from "lucide-solid/icons/cable";
import Waypoints from "lucide-solid/icons/waypoints";
import { type JSX, Show } from "solid-js";
import type { Path } from "../session/machine.ts";
import { text } from "../text/text.ts";

/** How the bytes travel. */
export function PathChip(props: { readonly path: Path | undefined }): JSX.Element {
  return (
    <Show when={props.path}>
      {(path) => (
        <span class="chip" data-testid="path" data-path={path()}>
          <Show when={path() === "direct"} fallback={<Waypoints size={16} aria-hidden="true" />}>
            <Cable size={16} aria-hidden="true" />
          </Show>
          {text.transfer.path[path()]}
        </span>
      )}
    </Show>
  );
}
