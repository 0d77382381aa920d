import { createMemo, type JSX, Show } from "solid-js";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavePlan } from "../engine/ports.ts";
import type { Path } from "../session/machine.ts";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import { fitOf } from "../transfer/fit.ts";
import type { FileRow } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import type { FileIntents, PlacePickers } from "./intents.ts";
import { PathChip } from "./PathChip.tsx";
import { SavingWords } from "./SavingWords.tsx";

/** What the other device wants to send, before a single byte of it moves. */
export function OfferScreen(props: {
  readonly device: string;
  readonly path: Path | undefined;
  readonly rows: readonly FileRow[];
  readonly plan: SavePlan;
  readonly tools: FileTools;
  readonly pickers: PlacePickers;
  /** Nothing else is on screen; otherwise the person is busy with something, and keeps the focus there. */
  readonly isAlone: boolean;
  readonly intents: FileIntents;
}): JSX.Element {
  const files = createMemo(() => props.rows.map(({ file }) => file));
  const fit = createMemo(() => fitOf(files(), props.plan));
  const title = () => text.offer.title(props.device);
  const toSave = () => files().filter(({ isText }) => !isText);
  const filePicker = () => {
    const [only, second] = toSave();
    const pick = props.pickers.file;
    return only && !second && only.folders.length === 0 && pick ? () => pick(only.name) : undefined;
  };
  const folderPicker = () => (toSave().length > 0 ? props.pickers.folder : undefined);
  /** A place that the person picked is a yes. */
  const acceptInto = async (pick: () => Promise<Parameters<FileIntents["accept"]>[0]>) => {
    const handle = await pick();
    if (handle) props.intents.accept(handle);
  };
  /** Where the way of saving needs a place, a yes begins with its choice. */
  const accept = () => {
    const { method, handle } = props.plan;
    const needed = method === "file" ? filePicker() : method === "folder" && folderPicker();
    if (needed && !handle) void acceptInto(needed);
    else props.intents.accept();
  };
  return (
    <section class="card" data-testid="offer">
      <div class="stack centred">
        <Show
          when={props.isAlone}
          fallback={
            <div role="alert">
              <h2 class="offer-title">{title()}</h2>
            </div>
          }
        >
          <Heading>{title()}</Heading>
        </Show>
        <p>{amountOf(files())}</p>
        <PathChip path={props.path} />
        <SavingWords
          files={files()}
          plan={props.plan}
          fit={fit()}
          canPick={filePicker() !== undefined || folderPicker() !== undefined}
        />
      </div>
      <TransferList rows={props.rows} tools={props.tools} />
      <div class="actions">
        <Button data-testid="decline" onClick={() => props.intents.decline()}>
          {text.offer.decline}
        </Button>
        <Button kind="primary" data-testid="accept" disabled={fit().type === "none"} onClick={accept}>
          {text.offer.accept}
        </Button>
      </div>
      <Show when={filePicker() ?? folderPicker()}>
        <div class="actions">
          <Show when={filePicker()}>
            {(pick) => <Button onClick={() => void acceptInto(pick())}>{text.offer.pickFile}</Button>}
          </Show>
          <Show when={folderPicker()}>
            {(pick) => <Button onClick={() => void acceptInto(pick())}>{text.offer.pickFolder}</Button>}
          </Show>
        </div>
      </Show>
    </section>
  );
}

function amountOf(files: readonly FileInfo[]): string {
  const texts = files.filter(({ isText }) => isText);
  const [only] = texts;
  if (only && files.length === 1) return text.offer.textOf(only.size);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return text.transfer.files(files.length - texts.length, texts.length, formatBytes(bytes));
}
