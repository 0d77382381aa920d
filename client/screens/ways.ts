import type { Role } from "#protocol/signaling/messages.ts";
import { text } from "../text/text.ts";
import type { TransferStore } from "../transfer/store.ts";
import { itemCount, offeredCount } from "../transfer/totals.ts";

type Sums = Pick<TransferStore, "totals" | "totalsOf">;

/**
 * Which ways files go, in words: what is on its way counts most, then what was, then who came with files. Of what
 * is only offered nothing goes yet.
 */
export function titleOf(role: Role, { totals, totalsOf }: Sums, device: string): string {
  const { sending, receiving, both } = text.transfer;
  if (totals().active === 0 && offeredCount(totals()) > 0) return text.wait.files.title;
  const goes = totals().active > 0 ? "active" : "done";
  const isOut = totalsOf("out")[goes] > 0;
  const isIn = totalsOf("in")[goes] > 0;
  if (isOut && isIn) return both(device);
  if (isOut === isIn) return role === "sender" ? sending(device) : receiving(device);
  return isOut ? sending(device) : receiving(device);
}

/** What the button for further files says: who has only received may want to give something back. */
export function moreLabel({ totalsOf }: Sums): string {
  return itemCount(totalsOf("out")) === 0 ? text.ended.sendBack : text.choose.files;
}
