import Check from "lucide-solid/icons/check";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { Session } from "../session/machine.ts";
import { text } from "../text/en.ts";
import { formatBytes } from "../text/format.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import { PathChip } from "./PathChip.tsx";

/** How it ended: everything verified, or what did not arrive and why. */
export function EndedScreen(props: {
  readonly session: Extract<Session, { at: "ended" }>;
  readonly store: TransferStore;
  readonly savedUrl: (fileId: FileId) => string | undefined;
  readonly onAgain: () => void;
}): JSX.Element {
  const totals = () => props.store.totals();
  const allDone = () => totals().files > 0 && totals().done === totals().files;
  const title = () => {
    if (allDone()) return text.ended.allDone(totals().files, formatBytes(totals().bytes));
    if (props.session.ending !== "finished") return text.ended.title[props.session.ending];
    return text.ended.someDone(totals().done, totals().files);
  };
  const body = () =>
    props.session.ending === "finished" && !allDone()
      ? text.ended.someFailed
      : text.ended.body[props.session.ending][props.session.role];
  return (
    <section class="card">
      <div class="stack centred">
        <span class="emblem" data-mood={allDone() ? "good" : "bad"}>
          <Show when={allDone()} fallback={<X size={32} aria-hidden="true" />}>
            <Check size={32} aria-hidden="true" />
          </Show>
        </span>
        <Heading>{title()}</Heading>
        <p class="quiet" role="status">
          {body()}
        </p>
        <PathChip path={props.session.path} />
      </div>
      <Show when={totals().files > 0}>
        <TransferList store={props.store} savedUrl={props.savedUrl} />
      </Show>
      <div class="actions">
        <Button kind="primary" onClick={() => props.onAgain()}>
          {text.ended.again}
        </Button>
      </div>
    </section>
  );
}
