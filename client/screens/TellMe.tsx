import Bell from "lucide-solid/icons/bell";
import { type JSX, Show } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import type { Notices } from "./notices.ts";

/** Asks to be told when it is done; not there where the browser does not let it (FLOW5). */
export function TellMe(props: { readonly notices: Notices }): JSX.Element {
  return (
    <Show when={props.notices.canAsk()}>
      <Show
        when={!props.notices.isWanted()}
        fallback={
          <p class="quiet small" role="status">
            {text.told.willTell}
          </p>
        }
      >
        <div>
          <Button kind="text" data-testid="tell-me" onClick={() => props.notices.ask()}>
            <Bell size={18} aria-hidden="true" />
            {text.told.ask}
          </Button>
        </div>
      </Show>
    </Show>
  );
}
