import { ErrorBoundary, type JSX, lazy, Show } from "solid-js";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { Reach } from "./server-reach.ts";
import type { Arrival } from "./share-claim.ts";
import type { Updates } from "./updates.ts";

/** Whoever opens it is led through the login, and back to the page. */
const LOGIN_ADDRESS = "/?login";

/** With what shows messages, which nothing else on the first screen needs. */
const UpdateOffer = lazy(async () => ({ default: (await import("./UpdateOffer.tsx")).UpdateOffer }));

/** What there is to say of this page itself, and of what it was opened for. */
export interface InstalledState {
  readonly reach: () => Reach | undefined;
  readonly arrival: () => Arrival | undefined;
  readonly dismissArrival: () => void;
  /** Undefined where there is no service worker. */
  readonly updates: () => Updates | undefined;
}

/** Stands above the screen. @param props.isHome a session has a line to the server, and tells by itself what is wrong */
export function InstalledNotices(props: {
  readonly state: InstalledState;
  readonly isHome: boolean;
}): JSX.Element {
  const reading = () => {
    const arrival = props.state.arrival();
    return arrival?.state === "reading" ? arrival : undefined;
  };
  const failed = () => {
    const arrival = props.state.arrival();
    return arrival?.state === "failed" ? arrival : undefined;
  };
  return (
    <>
      <Show when={props.isHome && props.state.reach() === "away"}>
        <Notice calm>{text.installed.away}</Notice>
      </Show>
      <Show when={props.isHome && props.state.reach() === "login"}>
        <Notice calm>
          <Filled
            said={text.installed.login}
            slots={{ login: () => <a href={LOGIN_ADDRESS}>{text.installed.openLogin}</a> }}
          />
        </Notice>
      </Show>
      <Show when={reading()}>
        {(arrival) => (
          <Notice calm>
            {text.installed.sharing.reading}{" "}
            {/* Changes several times a second, which nobody wants to hear. */}
            <span aria-hidden="true">{text.installed.sharing.soFar(formatBytes(arrival().bytes))}</span>
          </Notice>
        )}
      </Show>
      <Show when={failed()}>
        {(arrival) => (
          <Notice
            action={
              <Button kind="text" onClick={() => props.state.dismissArrival()}>
                {text.installed.sharing.dismiss}
              </Button>
            }
          >
            {text.installed.sharing.failed[arrival().reason]}
          </Notice>
        )}
      </Show>
      {/* Without it the new version comes when all pages are closed. */}
      <ErrorBoundary fallback={null}>
        <Show when={props.state.updates()?.isOffered() && props.state.updates()}>
          {(updates) => (
            <UpdateOffer onTake={() => void updates().take()} onPutOff={() => updates().putOff()} />
          )}
        </Show>
      </ErrorBoundary>
    </>
  );
}
