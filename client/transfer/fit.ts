import type { FileInfo } from "#protocol/transfer/state.ts";
import type { Capacity, SavePlan } from "../engine/ports.ts";
import { withoutRoom } from "../engine/room.ts";

/** How much of an offer this device can take; what it cannot fails as soon as the offer is accepted. */
export type Fit =
  | { readonly type: "all" }
  | { readonly type: "some"; readonly leftOut: number }
  /** Nothing fits: because of the way of saving (`cap`), or because there is no room (`free`). */
  | { readonly type: "none"; readonly limit: "cap" | "free"; readonly mostBytes: number };

/** How much of these files can be kept in this way. */
export function fitOf(files: readonly FileInfo[], plan: Pick<SavePlan, "capBytes" | "freeBytes">): Fit {
  const refused = [
    ...withoutRoom(
      files.map((info) => ({ info })),
      plan,
    ).values(),
  ];
  if (refused.length === 0) return { type: "all" };
  if (refused.length < files.length) return { type: "some", leftOut: refused.length };
  const limit = refused.includes("too-large") ? "cap" : "free";
  return { type: "none", limit, mostBytes: (limit === "cap" ? plan.capBytes : plan.freeBytes) ?? 0 };
}

/** How much of an offer the other device can take, by what it said: in memory, what is free is all that it keeps. */
export function fitThere(files: readonly FileInfo[], { method, freeBytes }: Capacity): Fit {
  return fitOf(files, { capBytes: method === "memory" ? freeBytes : null, freeBytes });
}
