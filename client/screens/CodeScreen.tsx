import { type JSX, Show } from "solid-js";
import { CopyLink } from "../pairing/CopyLink.tsx";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { AdmitSwitch } from "./AdmitSwitch.tsx";
import { CodeNotices } from "./CodeNotices.tsx";
import { JoinCode } from "./JoinCode.tsx";

/** The code, large, and how the other device uses it. */
export function CodeScreen(props: {
  readonly session: Extract<Session, { at: "waiting" }>;
  readonly store: TransferStore;
  readonly tools: FileTools;
  readonly clock: PageClock;
  /** The same without a code, for devices nearby. */
  readonly nearby: JSX.Element;
  readonly onAdmit: (more: boolean) => void;
  readonly onRenew: () => void;
  readonly onBack: () => void;
}): JSX.Element {
  const totals = () => props.store.totals();
  return (
    <section class="card">
      <div class="stack centred">
        <Heading>{text.code.title}</Heading>
        <p class="quiet">
          {text.transfer.files(totals().files, totals().texts, formatBytes(totals().bytes))}
        </p>
      </div>
      <CodeNotices session={props.session} />
      <Show when={props.session.expiring}>
        <Notice
          calm
          action={
            <Button kind="text" onClick={() => props.onRenew()}>
              {text.expired.renew}
            </Button>
          }
        >
          {text.code.expiring}
        </Notice>
      </Show>
      <JoinCode session={props.session} clock={props.clock} size="large" who={text.code.waiting} />
      <Show when={props.session.receivers > 1}>
        <AdmitSwitch
          isOn={props.session.admitsMore === true}
          most={props.session.receivers}
          isDisabled={props.session.serverAway === true}
          onChange={(isOn) => props.onAdmit(isOn)}
        />
      </Show>
      {/* Below the switch: a device that appears must not push another one under the finger that was meant for it. */}
      {props.nearby}
      <TransferList rows={props.store.rows()} tools={props.tools} />
      <div class="actions">
        <CopyLink link={props.session.joinUrl} copy={props.tools.copy} />
        <Button onClick={() => props.onBack()}>{text.transfer.cancel}</Button>
      </div>
    </section>
  );
}
