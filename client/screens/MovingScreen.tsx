import type { JSX } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { Role } from "#protocol/signaling/messages.ts";
import type { Path } from "../session/machine.ts";
import { text } from "../text/en.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TotalProgress } from "../transfer/TotalProgress.tsx";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import { PathChip } from "./PathChip.tsx";

/** Files on their way; the same shape on both sides. */
export function MovingScreen(props: {
  readonly role: Role;
  readonly device: string;
  readonly path: Path | undefined;
  readonly store: TransferStore;
  readonly savedUrl: (fileId: FileId) => string | undefined;
  readonly onCancel: () => void;
}): JSX.Element {
  const title = () =>
    (props.role === "sender" ? text.transfer.sending : text.transfer.receiving)(props.device);
  return (
    <section class="card">
      <div class="stack">
        <Heading>{title()}</Heading>
        <div>
          <PathChip path={props.path} />
        </div>
      </div>
      <TotalProgress store={props.store} />
      <TransferList store={props.store} savedUrl={props.savedUrl} />
      <div class="actions">
        <Button onClick={() => props.onCancel()}>{text.transfer.cancel}</Button>
      </div>
    </section>
  );
}
