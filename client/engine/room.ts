import type { FileFailure } from "#protocol/transfer/messages.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavePlan } from "./ports.ts";

/** Which files a device cannot take, and why; in order, so that as many as fit are taken (XFER16). */
export function withoutRoom<Entry extends { readonly info: Pick<FileInfo, "size"> }>(
  entries: readonly Entry[],
  { capBytes, freeBytes }: Pick<SavePlan, "capBytes" | "freeBytes">,
): ReadonlyMap<Entry, FileFailure> {
  const refused = new Map<Entry, FileFailure>();
  let leftBytes = freeBytes ?? Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const { size } = entry.info;
    if (capBytes !== null && size > capBytes) refused.set(entry, "too-large");
    else if (size > leftBytes) refused.set(entry, "no-room");
    else leftBytes -= size;
  }
  return refused;
}
