import type { FileInfo } from "#protocol/transfer/state.ts";
import type { SavePlan } from "../engine/ports.ts";
import { savingFacts } from "../platform/saving-facts.ts";
import type { StreamDownloads } from "../platform/saving-stream.ts";
import { planSaving, SAVE_WISHES, type SaveWish } from "../saving/plan.ts";

/** How these files would be kept by this browser. Never rejects. */
export async function planFor(files: readonly FileInfo[], streams: StreamDownloads): Promise<SavePlan> {
  const saved = files.filter(({ isText }) => !isText);
  const wish = saveWish();
  const facts = await savingFacts(() => streams.canStream(), { wishesStream: wish === "stream" });
  const offer = {
    sizes: saved.map(({ size }) => size),
    hasFolders: saved.some(({ folders }) => folders.length > 0),
  };
  return planSaving(facts, wish, offer).plan;
}

/** `?save=opfs` in the page's address, for finding faults. */
function saveWish(): SaveWish | undefined {
  const wish = new URLSearchParams(location.search).get("save");
  return SAVE_WISHES.find((known) => known === wish);
}
