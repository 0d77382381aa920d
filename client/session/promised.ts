import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavePlan } from "../engine/ports.ts";
import { fitOf } from "../transfer/fit.ts";

/** How much a person has said yes to before the devices met: an invitation tells no more. */
export interface Promised {
  readonly files: number;
  readonly bytes: number;
}

/** Ways of saving that begin with the choice of a place, which only a person can make. */
const NEEDS_PLACE: readonly SavePlan["method"][] = ["file", "folder"];

/**
 * Whether an offer is what the person has said yes to, and nothing is left to be asked: no more files and bytes, all
 * of it fits on this device, and no place has to be chosen (NEAR12).
 */
export function isAsPromised(promised: Promised, files: readonly FileInfo[], plan: SavePlan): boolean {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > promised.files || bytes > promised.bytes) return false;
  if (NEEDS_PLACE.includes(plan.method) && plan.handle === undefined) return false;
  return fitOf(files, plan).type === "all";
}
