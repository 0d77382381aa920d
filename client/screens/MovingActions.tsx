import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import { type JSX, onMount, Show } from "solid-js";
import type { PausedBy } from "#protocol/transfer/state.ts";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { confirm, prepareConfirm } from "../ui/confirm.ts";
import type { Intents } from "./intents.ts";

/** Pause and go on, as long as it is not the other device that has paused; or end it all. */
export function MovingActions(props: {
  readonly pausedBy: PausedBy | undefined;
  /** There is something to pause. */
  readonly isUnfinished: boolean;
  readonly intents: Intents;
}): JSX.Element {
  onMount(prepareConfirm);
  /** Asks first where something would be lost. */
  const end = async () => {
    const isMoot = () => !props.isUnfinished;
    if (isMoot() || (await confirm({ ...text.frame.end, isMoot }))) props.intents.cancel();
  };
  const isPausedHere = () => props.pausedBy === "me";
  return (
    <div class="actions">
      <Show when={props.isUnfinished && props.pausedBy !== "peer"}>
        <Button
          kind={isPausedHere() ? "primary" : "plain"}
          data-testid={isPausedHere() ? "resume" : "pause"}
          onClick={() => props.intents.files.pause(!isPausedHere())}
        >
          <Show when={isPausedHere()} fallback={<Pause size={18} aria-hidden="true" />}>
            <Play size={18} aria-hidden="true" />
          </Show>
          {isPausedHere() ? text.transfer.resume : text.transfer.pause}
        </Button>
      </Show>
      <Button data-testid="cancel" onClick={() => void end()}>
        {text.transfer.cancel}
      </Button>
    </div>
  );
}
