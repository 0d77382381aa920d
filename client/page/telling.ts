import { createEffect, createMemo, untrack } from "solid-js";
import type { Notices } from "../screens/notices.ts";
import { pageTitle } from "../screens/page-title.ts";
import type { Session } from "../session/machine.ts";
import type { Party, PartyMember } from "../session/party.ts";
import { text } from "../text/text.ts";
import type { TransferStore } from "../transfer/store.ts";
import { isAllDone, NO_TOTALS, plus, type Totals } from "../transfer/totals.ts";

/** A session, as far as the person is told of it. */
export interface ToldMember extends PartyMember {
  readonly store: Pick<TransferStore, "totals">;
}

/**
 * Tells the person who looks elsewhere: in the window's title, and in the end by a notification (FLOW5). Lives as long
 * as its owner.
 */
export function createTelling(
  party: Pick<Party<ToldMember>, "lead" | "receivers">,
  notices: Pick<Notices, "tell">,
  showTitle: (title: string) => void,
): void {
  /** Over all devices that have come: what waits for another one under a code is nobody's yet. */
  const totals = createMemo(() =>
    party.receivers().reduce<Totals>((sum, { store }) => plus(sum, store.totals()), NO_TOTALS.out),
  );
  createEffect(() => showTitle(pageTitle(party.lead().session(), totals())));
  const isAllOver = createMemo(() => {
    const receivers = party.receivers();
    return receivers.length > 0 && receivers.every(({ session }) => isOver(session()));
  });
  createEffect(() => {
    if (!isAllOver()) return;
    const { title, body } = untrack(() => (isAllDone(totals()) ? text.told.done : text.told.notDone));
    notices.tell(title, body);
  });
}

/** Nothing more comes of it, as far as anybody knows. */
function isOver(session: Session): boolean {
  return session.at === "connected"
    ? session.settled === true
    : session.at === "ended" || session.at === "stopped";
}
