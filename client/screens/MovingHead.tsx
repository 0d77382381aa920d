import { type JSX, Show } from "solid-js";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { formatBytes, formatClock } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { Fit } from "../transfer/fit.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TotalProgress } from "../transfer/TotalProgress.tsx";
import { offeredCount } from "../transfer/totals.ts";
import { Heading } from "../ui/Heading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { CapacityNote } from "./CapacityNote.tsx";
import type { Notices } from "./notices.ts";
import { PathDetails } from "./PathDetails.tsx";
import { ProgressSpeech } from "./ProgressSpeech.tsx";
import { TellMe } from "./TellMe.tsx";
import { titleOf } from "./ways.ts";

/** Files on their way, in one direction or both: how far they are, and what holds them up. */
export function MovingHead(props: {
  readonly session: Extract<Session, { at: "connected" }>;
  readonly device: string;
  readonly store: TransferStore;
  /** How much of what is offered besides the other device can take. */
  readonly fit: Fit | undefined;
  readonly clock: PageClock;
  readonly notices: Notices;
  /** The browser lets the screen go off, and with it perhaps the transfer. */
  readonly mayFallAsleep: boolean;
}): JSX.Element {
  const isInterrupted = () => props.session.interruptedUntil !== undefined;
  const isPeerChoosing = () => props.session.peerChoosing === true && !isInterrupted();
  const isStill = () => {
    const isWaiting = isPeerChoosing() && props.store.totalsOf("out").active === 0;
    return props.session.pausedBy !== undefined || isInterrupted() || isWaiting;
  };
  /** Offers that the other device has not answered; not those from before a reload, which it has. */
  const waiting = () => {
    const sent = props.store.totalsOf("out");
    return offeredCount(sent) > 0 && !props.session.chooseAgain ? sent : undefined;
  };
  return (
    <>
      <div class="stack">
        <Heading>{titleOf(props.session.role, props.store, props.device)}</Heading>
        <div>
          <PathDetails path={isInterrupted() ? undefined : props.session.path} lanes={props.session.lanes} />
        </div>
      </div>
      <Show when={props.session.pausedBy}>
        {(by) => (
          <Notice calm>
            {text.waiting.pausedBy[by()](props.device, formatClock(props.session.pausedSince ?? 0))}
          </Notice>
        )}
      </Show>
      <Show when={props.session.stalledSince}>
        {(since) => <Notice calm>{text.waiting.stalled(props.device, formatClock(since()))}</Notice>}
      </Show>
      <Show when={isPeerChoosing()}>
        <Notice calm>{text.chooseAgain.there(props.device)}</Notice>
      </Show>
      <Show when={props.store.unfinished()}>
        <TotalProgress store={props.store} isStill={isStill()} />
        <ProgressSpeech store={props.store} isStill={isStill()} clock={props.clock} />
        <TellMe notices={props.notices} />
      </Show>
      <Show when={waiting()}>
        {(sent) => (
          <div class="stack">
            <p role="status">
              {text.transfer.waitingThere(
                props.device,
                sent().offeredFiles,
                sent().offeredTexts,
                formatBytes(sent().offeredBytes),
              )}
            </p>
            <CapacityNote device={props.device} capacity={props.session.capacity} fit={props.fit} />
          </div>
        )}
      </Show>
      <Show when={props.mayFallAsleep}>
        <p class="only-with-touch quiet small">{text.transfer.keepOn}</p>
      </Show>
    </>
  );
}
