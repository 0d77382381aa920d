import File from "lucide-solid/icons/file";
import { For, type JSX, Show } from "solid-js";
import { ChooseButtons } from "../pairing/ChooseButtons.tsx";
import type { Choosing } from "../pairing/choosing.ts";
import type { ChooseAgain } from "../session/machine.ts";
import { formatBytes } from "../text/format.ts";
import { isolated } from "../text/isolated.ts";
import { text } from "../text/text.ts";
import { ROWS_THAT_FIT } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Notice } from "../ui/Notice.tsx";

/** After a reload of the sender's page: which files it needs once more. */
export function ChooseAgainCard(props: {
  readonly chooseAgain: ChooseAgain;
  readonly choosing: Choosing;
  readonly onCancel: () => void;
}): JSX.Element {
  const files = () => props.chooseAgain.files;
  const bytes = () => files().reduce((sum, { size }) => sum + size, 0);
  return (
    <section class="card" data-testid="choose-again">
      <div class="stack">
        <Heading>{text.chooseAgain.title}</Heading>
        <p class="quiet">{text.chooseAgain.body}</p>
        <p>{text.chooseAgain.needed(files().length, formatBytes(bytes()))}</p>
      </div>
      <Show when={props.chooseAgain.missing}>
        {(name) => <Notice>{text.chooseAgain.missing(isolated(name()))}</Notice>}
      </Show>
      <ul class="files" tabIndex={files().length > ROWS_THAT_FIT ? 0 : undefined}>
        <For each={files()}>
          {({ name, path, size }) => (
            <li class="file">
              <File size={20} aria-hidden="true" />
              <span class="file-name" dir="auto">
                {path === undefined ? name : `${path}/${name}`}
              </span>
              <span class="file-amount figures">{formatBytes(size)}</span>
            </li>
          )}
        </For>
      </ul>
      <ChooseButtons choosing={props.choosing} label={text.chooseAgain.files} kind="primary" withoutText />
      <div class="actions">
        <Button onClick={() => props.onCancel()}>{text.transfer.cancel}</Button>
      </div>
    </section>
  );
}
