import { type Accessor, createEffect, createRoot, createSignal, type JSX, onCleanup } from "solid-js";
import { handOver } from "../installed/handed-over.ts";
import { InstalledNotices } from "../installed/InstalledNotices.tsx";
import { isSessionUnderWay } from "../installed/occupation.ts";
import { untilQuiet } from "../installed/quiet.ts";
import { watchReach } from "../installed/server-reach.ts";
import { type Arrival, claimShare } from "../installed/share-claim.ts";
import { type Updates, watchUpdates } from "../installed/updates.ts";
import { type Choice, choiceOfFiles, choiceOfText } from "../pairing/choice.ts";
import { pageClock } from "../platform/clock.ts";
import { launchQueue, onLaunchedFiles } from "../platform/launched-files.ts";
import { isOutdated, lastFetch } from "../platform/page-version.ts";
import { askReach } from "../platform/server-reach.ts";
import { registerServiceWorker } from "../platform/service-worker.ts";
import { askForShare, holdShare, shareInAddress, tidyShares } from "../platform/shares.ts";
import { holdUnderWay, nothingUnderWay, whileNothingIsUnderWay } from "../platform/under-way.ts";
import { onWake } from "../platform/wake.ts";
import type { Shared } from "../saving/share-messages.ts";
import type { Session } from "../session/machine.ts";

/** The page that this is about. */
export interface InstallablePage {
  readonly session: Accessor<Session>;
  /** Whether something may be dropped on it just now. */
  readonly mayTake: Accessor<boolean>;
  readonly take: (choice: Choice) => void;
}

/**
 * Makes the page one that can be installed: registers its service worker, and takes what is shared or opened with it.
 *
 * @returns what stands above the screen
 */
export function installable(page: InstallablePage): () => JSX.Element {
  const isHome = () => page.session().at === "home";
  const isUnderWay = () => isSessionUnderWay(page.session());
  createRoot(() =>
    createEffect(() => {
      if (isUnderWay()) onCleanup(holdUnderWay());
    }),
  );

  const { give } = handOver({ ...page, isHome });
  const share = claimedShare((shared, letGo) => give(choiceOfShared(shared), letGo));
  onLaunchedFiles(launchQueue(), (files, unreadable) => give({ ...choiceOfFiles(files), unreadable }));

  const [updates, setUpdates] = createSignal<Updates>();
  void registerServiceWorker().then((versions) => {
    if (!versions) return;
    void tidyShares();
    const ports = {
      versions,
      clock: pageClock,
      onWake,
      nothingUnderWay,
      whileNothingIsUnderWay,
      quiet: () => untilQuiet(pageClock, lastFetch),
      isOutdated: () => isOutdated(versions),
      reload: () => location.reload(),
    };
    setUpdates(() => watchUpdates(ports, { isUnderWay, isIdle: isHome }));
  });

  const reach = watchReach({ ask: askReach, clock: pageClock, onWake });
  const state = { reach, updates, arrival: share.arrival, dismissArrival: share.dismiss };
  return () => <InstalledNotices state={state} isHome={isHome()} />;
}

function claimedShare(take: (shared: Shared, letGo: () => void) => void): {
  readonly arrival: Accessor<Arrival | undefined>;
  readonly dismiss: () => void;
} {
  const id = shareInAddress();
  if (id === undefined) return { arrival: () => undefined, dismiss: () => undefined };
  return claimShare(id, { clock: pageClock, hold: holdShare, claim: askForShare }, take);
}

function choiceOfShared({ files, text }: Shared): Choice {
  return { files: [...files, ...choiceOfText(text).files], emptyFolders: [], unreadable: [] };
}
