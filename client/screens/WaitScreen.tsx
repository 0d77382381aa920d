import type { JSX } from "solid-js";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { FileRow } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { WaitHead } from "./WaitHead.tsx";

/** Something is under way; says what, and how to stop it. */
export function WaitScreen(props: {
  readonly title: string;
  readonly body: string;
  readonly rows: readonly FileRow[];
  readonly tools: FileTools;
  readonly onBack: () => void;
}): JSX.Element {
  return (
    <section class="card">
      <WaitHead title={props.title} body={props.body} />
      <TransferList rows={props.rows} tools={props.tools} />
      <div class="actions">
        <Button data-testid="cancel" onClick={() => props.onBack()}>
          {text.transfer.cancel}
        </Button>
      </div>
    </section>
  );
}
