import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import File from "lucide-solid/icons/file";
import TextInitial from "lucide-solid/icons/text-initial";
import { type JSX, Match, Switch } from "solid-js";
import type { Transfer } from "#protocol/transfer/state.ts";
import { stamp } from "../ui/stamp.ts";

const SIZE = 20;
const DoneIcon = stamp(CircleCheck, SIZE);
const FailedIcon = stamp(CircleAlert, SIZE);
const TextIcon = stamp(TextInitial, SIZE);
const PlainIcon = stamp(File, SIZE);

/** What became of a file, or what it is. */
export function FileIcon(props: { readonly transfer: Transfer }): JSX.Element {
  return (
    <Switch fallback={<PlainIcon />}>
      <Match when={props.transfer.state === "done"}>
        <DoneIcon />
      </Match>
      <Match when={props.transfer.state === "failed"}>
        <FailedIcon />
      </Match>
      <Match when={props.transfer.file.isText}>
        <TextIcon />
      </Match>
    </Switch>
  );
}
