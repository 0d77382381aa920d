import { type JSX, Match, Switch } from "solid-js";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { formatCountdown } from "../text/format.ts";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { Countdown } from "../ui/Countdown.tsx";
import { Filled } from "../ui/Filled.tsx";

/** When a session with nothing under way ends by itself, and what keeps it; or who wanted it to stay (FLOW3). */
export function StayLine(props: {
  readonly session: Extract<Session, { at: "connected" }>;
  readonly device: string;
  readonly clock: PageClock;
  readonly onStay: () => void;
}): JSX.Element {
  const left = () => formatCountdown((props.session.endsAt ?? 0) - props.clock.now());
  return (
    <div class="stay" data-testid="stay-line">
      <Switch>
        <Match when={props.session.staysBy}>
          {(by) => (
            <p class="quiet" role="status">
              {text.stay.stays[by()](props.device)}
            </p>
          )}
        </Match>
        <Match when={props.session.endsAt}>
          <p class="quiet">
            <Filled
              said={text.stay.ends}
              slots={{ left: () => <Countdown left={left} after={props.clock.after} /> }}
            />
          </p>
          <Button data-testid="stay" onClick={() => props.onStay()}>
            {text.stay.stay}
          </Button>
        </Match>
      </Switch>
    </div>
  );
}
