import { type JSX, lazy, Show } from "solid-js";
import { isLoopback } from "#protocol/loopback.ts";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { formatCountdown } from "../text/format.ts";
import { text } from "../text/text.ts";
import { Countdown } from "../ui/Countdown.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Notice } from "../ui/Notice.tsx";

/** What draws it is far larger than the rest of these screens. Where it does not come, the digits and the link do. */
const QrCode = lazy(async () => {
  try {
    return { default: (await import("../pairing/QrCode.tsx")).QrCode };
  } catch {
    return { default: () => null };
  }
});

/** Fetches what draws QR codes while the server still makes the code. */
export function prepareJoinCode(): void {
  void QrCode.preload();
}

/** The code that other devices join by: its digits, its QR code, how they are used, and how long they count. */
export function JoinCode(props: {
  readonly session: Extract<Session, { at: "waiting" }>;
  readonly clock: PageClock;
  /** Large where it is all that the screen is about; small beside devices that have joined. */
  readonly size: "large" | "small";
  /** A sentence on who joins; how long the code counts stands behind it. */
  readonly who: string;
}): JSX.Element {
  const left = () => text.code.valid(formatCountdown(props.session.expiresAt - props.clock.now()));
  const address = () => new URL(props.session.joinUrl);
  /** A QR code of an address that leads every other device to itself would be worse than none. */
  const isOnlyHere = () => isLoopback(address().hostname);
  const digits = () => (
    <p class="code" data-testid="code" role="img" aria-label={text.code.codeLabel(props.session.code)}>
      <span>{props.session.code.slice(0, 3)}</span>
      <span>{props.session.code.slice(3)}</span>
    </p>
  );
  const qrCode = () => (
    <Show when={!isOnlyHere()}>
      <div class="qr-place">
        <QrCode content={props.session.joinUrl} label={text.code.qrLabel} />
      </div>
    </Show>
  );
  const howTo = () => (
    <Filled said={text.code.howTo} slots={{ address: () => <bdi class="address">{address().host}</bdi> }} />
  );
  const onlyHere = () => text.code.onlyHere(address().host);
  const wait = () => (
    <p class="quiet small">
      {props.who} <Countdown left={left} after={props.clock.after} />
    </p>
  );
  return (
    <Show
      when={props.size === "large"}
      fallback={
        <>
          <div class="small-code">
            {qrCode()}
            {digits()}
          </div>
          {wait()}
          <p class="small">
            <Show when={!isOnlyHere()} fallback={onlyHere()}>
              {howTo()}
            </Show>
          </p>
        </>
      }
    >
      <div class="stack centred">
        {digits()}
        {qrCode()}
        <Show when={!isOnlyHere()} fallback={<Notice calm>{onlyHere()}</Notice>}>
          <p>{howTo()}</p>
        </Show>
        {wait()}
      </div>
    </Show>
  );
}
