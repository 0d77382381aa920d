import type { JSX } from "solid-js";
import type { Path } from "../session/machine.ts";
import { text } from "../text/en.ts";
import { formatBytes } from "../text/format.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import { PathChip } from "./PathChip.tsx";

/** What the other device wants to send, before a single byte of it moves. */
export function OfferScreen(props: {
  readonly device: string;
  readonly path: Path | undefined;
  readonly store: TransferStore;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}): JSX.Element {
  const totals = () => props.store.totals();
  return (
    <section class="card">
      <div class="stack centred">
        <Heading>{text.offer.title(props.device)}</Heading>
        <p>{text.transfer.files(totals().files, formatBytes(totals().bytes))}</p>
        <PathChip path={props.path} />
      </div>
      <TransferList store={props.store} />
      <div class="actions">
        <Button onClick={() => props.onDecline()}>{text.offer.decline}</Button>
        <Button kind="primary" data-testid="accept" onClick={() => props.onAccept()}>
          {text.offer.accept}
        </Button>
      </div>
    </section>
  );
}
