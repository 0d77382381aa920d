import Check from "lucide-solid/icons/check";
import MonitorSmartphone from "lucide-solid/icons/monitor-smartphone";
import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import X from "lucide-solid/icons/x";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import type { Session } from "../session/machine.ts";
import { formatBytes, formatPercent, formatSpeed } from "../text/format.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { arrivedPart } from "../transfer/totals.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import type { Intents } from "./intents.ts";
import { PathChip } from "./PathChip.tsx";
import { isOver, receiverState, receiverWords } from "./receiver-view.ts";

/** One of several devices: who it is, how far it is, and how to give it up. */
export function ReceiverCard(props: {
  readonly session: Session;
  readonly store: TransferStore;
  readonly tools: Omit<FileTools, "cancel">;
  readonly intents: Pick<Intents, "cancel" | "reset" | "files">;
}): JSX.Element {
  const sent = () => props.store.totalsOf("out");
  const state = createMemo(() => receiverState(props.session, sent()));
  const words = createMemo(() => receiverWords(props.session, sent()));
  const device = () => ("device" in props.session && props.session.device) || text.several.unnamed;
  const path = () => {
    const isThere = state() !== "interrupted" && state() !== "failed";
    return "path" in props.session && isThere ? props.session.path : undefined;
  };
  const isUnderWay = () => ["moving", "paused", "interrupted", "choosing"].includes(state());
  const pausedBy = () => (props.session.at === "connected" ? props.session.pausedBy : undefined);
  const part = () => (sent().uncounted > 0 ? undefined : arrivedPart(sent()));
  const percent = () => {
    const known = part();
    return known === undefined ? text.transfer.measuring : formatPercent(known);
  };
  const pace = () => {
    const rate = state() === "moving" ? props.store.rate() : undefined;
    if (!rate) return undefined;
    const speed = formatSpeed(rate.bytesPerSecond);
    const { remainingMs } = rate;
    return remainingMs === undefined ? speed : text.several.pace(speed, timeLeft(remainingMs));
  };
  /** A file can be given up only while the devices are connected. */
  const tools = (): FileTools => {
    if (props.session.at !== "connected") return props.tools;
    return { ...props.tools, cancel: (fileId) => props.intents.files.cancel(fileId) };
  };
  /** One that has not met yet has no last word to hear. */
  const giveUp = () => (props.session.at === "connected" ? props.intents.cancel() : props.intents.reset());
  return (
    <li class="card receiver" data-testid="receiver" data-device={device()} data-state={state()}>
      <div class="receiver-head">
        <span class="receiver-mark" data-state={state()}>
          <Switch fallback={<MonitorSmartphone size={20} aria-hidden="true" />}>
            <Match when={state() === "done"}>
              <Check size={20} aria-hidden="true" />
            </Match>
            <Match when={state() === "failed"}>
              <X size={20} aria-hidden="true" />
            </Match>
          </Switch>
        </span>
        <div class="receiver-who">
          <h2>
            <bdi>{device()}</bdi>
          </h2>
          <p class="quiet small" role="status">
            {words()}
          </p>
        </div>
        <Show when={isUnderWay() && pausedBy() !== "peer"}>
          <IconButton
            label={pausedBy() ? text.several.resume(device()) : text.several.pause(device())}
            testId={pausedBy() ? "resume" : "pause"}
            onClick={() => props.intents.files.pause(!pausedBy())}
          >
            <Show when={pausedBy()} fallback={<Pause size={20} aria-hidden="true" />}>
              <Play size={20} aria-hidden="true" />
            </Show>
          </IconButton>
        </Show>
        <Show when={!isOver(state())}>
          <IconButton label={text.several.giveUp(device())} testId="give-up" onClick={giveUp}>
            <X size={20} aria-hidden="true" />
          </IconButton>
        </Show>
      </div>
      <Show when={isUnderWay()}>
        <div class="stack">
          <div class="receiver-pace figures">
            <strong>{percent()}</strong>
            <span class="quiet small">{pace()}</span>
          </div>
          <ProgressBar part={part()} label={text.several.progress(device())} isStill={state() !== "moving"} />
        </div>
      </Show>
      <div class="receiver-more">
        <PathChip path={path()} />
        <details>
          <summary class="quiet small">
            {text.transfer.files(sent().files, sent().texts, formatBytes(sent().bytes))}
          </summary>
          <TransferList rows={props.store.rows()} tools={tools()} />
        </details>
      </div>
    </li>
  );
}
