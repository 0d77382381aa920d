import { type JSX, Show } from "solid-js";
import type { Path } from "../session/machine.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { PathChip } from "./PathChip.tsx";

/** How the bytes travel, and for whoever wants to know more, what that means. */
export function PathDetails(props: {
  readonly path: Path | undefined;
  readonly lanes: number | undefined;
}): JSX.Element {
  return (
    <Show when={props.path}>
      {(path) => (
        <div class="path-details">
          <PathChip path={path()} />
          <details>
            <summary>{text.pathDetails.open}</summary>
            <dl class="quiet small">
              <dt>{text.pathDetails.path}</dt>
              <dd>{text.pathDetails.paths[path()]}</dd>
              <Show when={props.lanes}>
                {(lanes) => (
                  <>
                    <dt>{text.pathDetails.lanes}</dt>
                    <dd>{formatCount(lanes())}</dd>
                  </>
                )}
              </Show>
            </dl>
          </details>
        </div>
      )}
    </Show>
  );
}
