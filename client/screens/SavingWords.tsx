import { type JSX, Match, Show, Switch } from "solid-js";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavePlan } from "../engine/ports.ts";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { Fit } from "../transfer/fit.ts";
import { Notice } from "../ui/Notice.tsx";

/** How an offer would be saved and what of it fits, before the person answers. */
export function SavingWords(props: {
  readonly files: readonly FileInfo[];
  readonly plan: SavePlan;
  readonly fit: Fit;
  /** The person can pick another place. */
  readonly canPick: boolean;
}): JSX.Element {
  const how = () =>
    props.files.every(({ isText }) => isText)
      ? text.offer.textsOnly
      : [savedHow(props.files, props.plan), freeHere(props.plan)].filter(Boolean).join(" ");
  const leftOut = () => (props.fit.type === "some" ? props.fit.leftOut : undefined);
  const none = () => (props.fit.type === "none" ? props.fit : undefined);
  return (
    <Switch>
      <Match when={none()}>
        {(limit) => (
          <Notice>
            {text.offer.none[limit().limit](formatBytes(limit().mostBytes))}{" "}
            <Show when={props.canPick}>{text.offer.pickInstead}</Show>
          </Notice>
        )}
      </Match>
      <Match when={true}>
        <p class="quiet small" data-testid="saving">
          {how()}
        </p>
        <Show when={leftOut()}>{(count) => <Notice>{text.offer.leftOut(count())}</Notice>}</Show>
      </Match>
    </Switch>
  );
}

function savedHow(files: readonly FileInfo[], { method, asZip, capBytes }: SavePlan): string {
  if (capBytes !== null) return text.offer.cap(formatBytes(capBytes));
  if (!asZip) return text.offer.saved[method];
  return files.some(({ folders }) => folders.length > 0) ? text.offer.zipOfFolders : text.offer.zipOfMany;
}

/** What is free counts only where nothing else limits. */
const freeHere = ({ capBytes, freeBytes }: SavePlan) =>
  capBytes === null && freeBytes !== null && text.offer.free(formatBytes(freeBytes));
