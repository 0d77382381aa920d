import { type JSX, Show } from "solid-js";
import { isLoopback } from "#protocol/loopback.ts";
import { CopyLink } from "../pairing/CopyLink.tsx";
import { QrCode } from "../pairing/QrCode.tsx";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { formatCountdown } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import { Button } from "../ui/Button.tsx";
import { Countdown } from "../ui/Countdown.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Notice } from "../ui/Notice.tsx";

/** The code for a further device, beside those that have joined. */
export function OpenCode(props: {
  readonly session: Extract<Session, { at: "waiting" }>;
  readonly clock: PageClock;
  readonly copy: FileTools["copy"];
  readonly onClose: () => void;
}): JSX.Element {
  const left = () => text.code.valid(formatCountdown(props.session.expiresAt - props.clock.now()));
  const address = () => new URL(props.session.joinUrl);
  const isOnlyHere = () => isLoopback(address().hostname);
  const admitsMore = () => props.session.admitsMore === true;
  return (
    <section class="card" data-testid="open-code">
      <h2>{text.several.codeTitle}</h2>
      <Show when={props.session.notice}>
        {(notice) => <Notice calm={notice() !== "own-code"}>{text.code.notice[notice()]}</Notice>}
      </Show>
      <Show when={props.session.serverAway}>
        <Notice calm>{text.code.serverAway}</Notice>
      </Show>
      <div class="open-code">
        <Show when={!isOnlyHere()}>
          <QrCode content={props.session.joinUrl} label={text.code.qrLabel} />
        </Show>
        <div class="stack">
          <p class="code" data-testid="code" role="img" aria-label={text.code.codeLabel(props.session.code)}>
            <span>{props.session.code.slice(0, 3)}</span>
            <span>{props.session.code.slice(3)}</span>
          </p>
          <p class="quiet small">
            {admitsMore() ? text.several.mayJoin(props.session.receivers) : text.several.lastOne}{" "}
            <Countdown left={left} after={props.clock.after} />
          </p>
        </div>
      </div>
      <p class="small">
        <Show when={!isOnlyHere()} fallback={text.code.onlyHere(address().host)}>
          <Filled
            said={text.code.howTo}
            slots={{ address: () => <bdi class="address">{address().host}</bdi> }}
          />
        </Show>
      </p>
      <div class="actions">
        <CopyLink link={props.session.joinUrl} copy={props.copy} />
        <Button data-testid="close-code" onClick={() => props.onClose()}>
          {text.several.closeCode}
        </Button>
      </div>
    </section>
  );
}
