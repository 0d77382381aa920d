import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import File from "lucide-solid/icons/file";
import { type JSX, Match, Show, Switch } from "solid-js";
import { downloadName } from "#protocol/transfer/file-name.ts";
import { arrivedBytes, type Transfer } from "#protocol/transfer/state.ts";
import { text } from "../text/en.ts";
import { formatBytes } from "../text/format.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";

/** One file: how far it is, and in the end its digest or why there is none. */
export function TransferRow(props: {
  readonly transfer: Transfer;
  /** Where the person can save it again. */
  readonly savedUrl?: string | undefined;
}): JSX.Element {
  const file = () => props.transfer.file;
  /** The transfer while it is in one state: `at("done")`. */
  const at = <S extends Transfer["state"]>(state: S) =>
    props.transfer.state === state ? (props.transfer as Extract<Transfer, { state: S }>) : undefined;
  const onItsWay = () => at("moving") ?? at("interrupted");
  const amount = () => {
    const moving = at("moving");
    const size = formatBytes(file().size);
    return moving ? text.transfer.of(formatBytes(moving.bytes), size) : size;
  };
  const word = () => text.transfer.state[props.transfer.state];
  return (
    <li
      class="file"
      data-testid="transfer"
      data-name={file().name}
      data-size={file().size}
      data-bytes={arrivedBytes(props.transfer)}
      data-state={props.transfer.state}
      data-sha256={at("done")?.sha256}
    >
      <Switch fallback={<File size={20} aria-hidden="true" />}>
        <Match when={at("done")}>
          <CircleCheck size={20} aria-hidden="true" />
        </Match>
        <Match when={at("failed")}>
          <CircleAlert size={20} aria-hidden="true" />
        </Match>
      </Switch>
      <span class="file-name" title={file().name}>
        {file().name}
      </span>
      <span class="file-amount figures">{[amount(), word()].filter(Boolean).join(" · ")}</span>
      <Show when={onItsWay()}>
        {(t) => (
          <div class="file-detail">
            <ProgressBar part={t().bytes / file().size} label={file().name} />
          </div>
        )}
      </Show>
      <Show when={at("done")}>
        {(t) => (
          <div class="file-detail verified">
            <strong>{text.transfer.verified}</strong>
            <Show when={props.savedUrl}>
              {(url) => (
                <a href={url()} download={downloadName(file().name)}>
                  {text.transfer.save}
                </a>
              )}
            </Show>
            <details>
              <summary>{text.transfer.digest}</summary>
              <span class="digest">{t().sha256}</span>
            </details>
          </div>
        )}
      </Show>
      <Show when={at("failed")}>
        {(t) => (
          <div class="file-detail" data-mood="bad">
            {text.failure[t().reason]}
          </div>
        )}
      </Show>
    </li>
  );
}
