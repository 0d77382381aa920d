import { createEffect, createMemo, untrack } from "solid-js";
import type { Notices } from "../screens/notices.ts";
import { pageTitle } from "../screens/page-title.ts";
import type { Party } from "../session/party.ts";
import { text } from "../text/text.ts";
import { isAllDone, NO_TOTALS, plus, type Totals } from "../transfer/totals.ts";
import type { PageSession } from "./page-session.ts";

/** Tells the person who looks elsewhere: in the window's title, and in the end by a notification (FLOW5). */
export function createTelling(party: Party<PageSession>, notices: Notices): void {
  /** Over all devices of a sender. */
  const totals = createMemo(() =>
    party.members().reduce<Totals>((sum, { store }) => plus(sum, store.totals()), NO_TOTALS.out),
  );
  createEffect(() => {
    document.title = pageTitle(party.main().session(), totals());
  });
  const isOver = createMemo(() => {
    const sessions = party.receivers().map(({ session }) => session());
    return (
      sessions.length > 0 &&
      sessions.every((now) => now.at === "ended" || (now.at === "connected" && now.settled === true))
    );
  });
  createEffect(() => {
    if (!isOver()) return;
    const { title, body } = untrack(() => (isAllDone(totals()) ? text.told.done : text.told.notDone));
    notices.tell(title, body);
  });
}
