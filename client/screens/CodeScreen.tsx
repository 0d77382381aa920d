import { type JSX, lazy, Show } from "solid-js";
import { isLoopback } from "#protocol/loopback.ts";
import { CopyLink } from "../pairing/CopyLink.tsx";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { formatBytes, formatCountdown } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { TransferStore } from "../transfer/store.ts";
import { TransferList } from "../transfer/TransferList.tsx";
import { Button } from "../ui/Button.tsx";
import { Countdown } from "../ui/Countdown.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { AdmitSwitch } from "./AdmitSwitch.tsx";

/** What draws it is far larger than the rest of this screen. */
const QrCode = lazy(async () => ({ default: (await import("../pairing/QrCode.tsx")).QrCode }));

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
  const left = () => text.code.valid(formatCountdown(props.session.expiresAt - props.clock.now()));
  const host = () => new URL(props.session.joinUrl).host;
  /** A QR code of an address that leads every other device to itself would be worse than none. */
  const isOnlyHere = () => isLoopback(new URL(props.session.joinUrl).hostname);
  const totals = () => props.store.totals();
  return (
    <section class="card">
      <div class="stack centred">
        <Heading>{text.code.title}</Heading>
        <p class="quiet">
          {text.transfer.files(totals().files, totals().texts, formatBytes(totals().bytes))}
        </p>
      </div>
      <Show when={props.session.notice}>
        {(notice) => <Notice calm={notice() !== "own-code"}>{text.code.notice[notice()]}</Notice>}
      </Show>
      <Show when={props.session.serverAway}>
        <Notice calm>{text.code.serverAway}</Notice>
      </Show>
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
      <div class="stack centred">
        <p class="code" data-testid="code" role="img" aria-label={text.code.codeLabel(props.session.code)}>
          <span>{props.session.code.slice(0, 3)}</span>
          <span>{props.session.code.slice(3)}</span>
        </p>
        <Show when={!isOnlyHere()} fallback={<Notice calm>{text.code.onlyHere(host())}</Notice>}>
          <div class="qr-place">
            <QrCode content={props.session.joinUrl} label={text.code.qrLabel} />
          </div>
          <p>
            <Filled said={text.code.howTo} slots={{ address: () => <bdi class="address">{host()}</bdi> }} />
          </p>
        </Show>
        <p class="quiet small">
          {text.code.waiting} <Countdown left={left} after={props.clock.after} />
        </p>
      </div>
      {props.nearby}
      <Show when={props.session.receivers > 1}>
        <AdmitSwitch
          isOn={props.session.admitsMore === true}
          most={props.session.receivers}
          isDisabled={props.session.serverAway === true}
          onChange={(isOn) => props.onAdmit(isOn)}
        />
      </Show>
      <TransferList rows={props.store.rows()} tools={props.tools} />
      <div class="actions">
        <CopyLink link={props.session.joinUrl} copy={props.tools.copy} />
        <Button onClick={() => props.onBack()}>{text.transfer.cancel}</Button>
      </div>
    </section>
  );
}
