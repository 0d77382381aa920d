import type { NearbyHost } from "../nearby/create-nearby.ts";
import type { Party, PartyMember } from "../session/party.ts";
import type { TransferStore } from "../transfer/store.ts";

type Member = PartyMember & { readonly store: Pick<TransferStore, "totals"> };

/** What devices nearby hear of a page's sessions: whether it is free, what waits for one more device, and who is there. */
export function offeredBy<M extends Member>(
  party: Party<M>,
): Pick<NearbyHost, "session" | "offered" | "served"> {
  return {
    session: () => party.lead().session(),
    offered() {
      const open = party.open();
      const session = open?.session();
      if (!open || session?.at !== "waiting") return undefined;
      const { files, texts, bytes } = open.store.totals();
      return { code: session.code, files: files + texts, bytes };
    },
    served: () =>
      party.receivers().flatMap(({ session }) => {
        const now = session();
        return now.at === "connected" && now.device !== undefined ? [now.device] : [];
      }),
  };
}
