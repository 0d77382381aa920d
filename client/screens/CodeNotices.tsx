import { type JSX, Show } from "solid-js";
import type { Session } from "../session/machine.ts";
import { text } from "../text/text.ts";
import { Notice } from "../ui/Notice.tsx";

/** What has to be known before a code is told to anybody. */
export function CodeNotices(props: { readonly session: Extract<Session, { at: "waiting" }> }): JSX.Element {
  return (
    <>
      <Show when={props.session.notice}>
        {(notice) => <Notice calm={notice() !== "own-code"}>{text.code.notice[notice()]}</Notice>}
      </Show>
      <Show when={props.session.serverAway}>
        <Notice calm>{text.code.serverAway}</Notice>
      </Show>
    </>
  );
}
