import type { JSX } from "solid-js";
import { CopyLink } from "../pairing/CopyLink.tsx";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import { Button } from "../ui/Button.tsx";
import { CodeNotices } from "./CodeNotices.tsx";
import { JoinCode } from "./JoinCode.tsx";

/** The code for a further device, beside those that have joined. */
export function OpenCode(props: {
  readonly session: Extract<Session, { at: "waiting" }>;
  readonly clock: PageClock;
  readonly copy: FileTools["copy"];
  /** The same without a code, for devices nearby. */
  readonly nearby: JSX.Element;
  readonly onClose: () => void;
}): JSX.Element {
  const who = () =>
    props.session.admitsMore === true ? text.several.mayJoin(props.session.receivers) : text.several.lastOne;
  return (
    <section class="card" data-testid="open-code">
      <h2>{text.several.codeTitle}</h2>
      <CodeNotices session={props.session} />
      <JoinCode session={props.session} clock={props.clock} size="small" who={who()} />
      {props.nearby}
      <div class="actions">
        <CopyLink link={props.session.joinUrl} copy={props.copy} />
        <Button data-testid="close-code" onClick={() => props.onClose()}>
          {text.several.closeCode}
        </Button>
      </div>
    </section>
  );
}
