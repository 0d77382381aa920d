import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import X from "lucide-solid/icons/x";
import { type JSX, Match, Show, Switch } from "solid-js";
import { type FailureReason, isOnItsWay, isSettled, type Transfer } from "#protocol/transfer/state.ts";
import { text } from "../text/text.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { stamp } from "../ui/stamp.ts";
import { amountOf } from "./amount.ts";
import { FileIcon } from "./FileIcon.tsx";
import type { FileTools } from "./file-tools.ts";
import { RowBar } from "./RowBar.tsx";
import { RowPreview } from "./RowPreview.tsx";
import { isAnswer } from "./refused.ts";
import type { FileRow } from "./store.ts";
import { VerifiedFile } from "./VerifiedFile.tsx";

const CancelIcon = stamp(X, 18);
const OutIcon = stamp(ArrowUp, 14);
const InIcon = stamp(ArrowDown, 14);

export interface RowProps {
  readonly row: FileRow;
  readonly tools: FileTools;
  /** Files go both ways: each says which way it goes. */
  readonly showsDirection: boolean;
  /** What the total says of its speed is said of it. */
  readonly isOnlyOne: boolean;
  /** Nothing arrived, and what is said of all of it tells why and what to do. */
  readonly isSaidOfAll: boolean;
  readonly isPreviewed: boolean;
  readonly onPreview: (isOpen: boolean) => void;
}

/** What stands in a file's row beside its name: how far it is, and in the end its digest or why there is none. */
export function RowContent(props: RowProps & { readonly name: string }): JSX.Element {
  const { file } = props.row;
  const transfer = () => props.row.shown().transfer;
  /** The transfer while it is in one state: `at("done")`. */
  const at = <S extends Transfer["state"]>(state: S) => {
    const now = transfer();
    return now.state === state ? (now as Extract<Transfer, { state: S }>) : undefined;
  };
  const onItsWay = () => {
    const now = transfer();
    return isOnItsWay(now) ? now : undefined;
  };
  const part = (bytes: number) => (props.row.shown().isCounted ? bytes / file.size : undefined);
  const saidOf = (reason: FailureReason) =>
    props.isSaidOfAll && isAnswer(reason) ? text.ended.title[reason] : text.failure[reason][file.direction];
  const cancel = () => {
    const isQuestion = file.direction === "in" && transfer().state === "offered";
    return isQuestion || isSettled(transfer()) ? undefined : props.tools.cancel;
  };
  return (
    <>
      <FileIcon transfer={transfer()} />
      <Show when={cancel()}>
        {(act) => (
          <IconButton
            label={text.transfer.cancelFile(props.name)}
            testId="cancel-file"
            onClick={() => act()(file.fileId)}
          >
            <CancelIcon />
          </IconButton>
        )}
      </Show>
      <span class="file-amount figures">
        <Show when={props.showsDirection}>
          <span class="visually-hidden">{text.transfer.direction[file.direction]}</span>
          <Show when={file.direction === "out"} fallback={<InIcon />}>
            <OutIcon />
          </Show>
        </Show>
        {amountOf(file, props.row.shown(), props.isOnlyOne ? undefined : props.row.rate())}
      </span>
      <Switch>
        <Match when={onItsWay()}>
          {(way) => (
            <div class="file-detail">
              <RowBar part={part(way().bytes)} label={props.name} isStill={way().state !== "moving"} />
              <RowPreview {...props} />
            </div>
          )}
        </Match>
        <Match when={at("done")}>{(done) => <VerifiedFile {...props} sha256={done().sha256} />}</Match>
        <Match when={at("failed")}>
          {(failed) => (
            <div class="file-detail" data-mood="bad">
              <Show when={failed().reason === "hash-mismatch"}>
                <strong>{text.transfer.mismatch}</strong>{" "}
              </Show>
              {saidOf(failed().reason)}
            </div>
          )}
        </Match>
      </Switch>
    </>
  );
}
