import { pageClock } from "../platform/clock.ts";
import { takeEarly } from "../platform/early-socket.ts";
import { openPeerLink } from "../platform/peer-link.ts";
import { pageRandom } from "../platform/random.ts";
import type { DownloadSaver } from "../platform/saving-downloads.ts";
import type { StreamDownloads } from "../platform/saving-stream.ts";
import { openSignalingSocket } from "../platform/signaling-socket.ts";
import { openTransferWorker, startTransferEngine } from "../platform/transfer-worker.ts";
import { iceChoiceIn } from "../session/ice-choice.ts";
import type { SessionMemory, SessionPorts } from "../session/ports.ts";
import { SessionController } from "../session/session-controller.ts";
import { createSessionStore } from "../session/store.ts";
import { text } from "../text/text.ts";
import { createKeptFiles } from "../transfer/kept-files.ts";
import { createTransferStore } from "../transfer/store.ts";
import { planFor } from "./save-plan.ts";

export interface PageSessionPorts {
  /** Where it is kept over a reload. */
  readonly memory: SessionMemory;
  readonly downloads: DownloadSaver;
  readonly streams: StreamDownloads;
  /** What this device is called now. */
  readonly deviceName: () => string;
  /** See `SessionPorts`. */
  readonly nextOpened: SessionPorts["nextOpened"];
}

/** One session of this page, wired to the browser: its state, its files and what a person can do about both. */
export function createPageSession({ memory, downloads, streams, deviceName, nextOpened }: PageSessionPorts) {
  const { session, dispatch } = createSessionStore();
  const store = createTransferStore(pageClock.now);
  const kept = createKeptFiles((url) => URL.revokeObjectURL(url));
  const controller = new SessionController({
    clock: pageClock,
    openSignaling: (events) => openSignalingSocket(events, takeEarly()),
    openPeerLink,
    startEngine: (options, events) =>
      startTransferEngine(options, events, {
        open: openTransferWorker,
        startDownload: (download, source) => void streams.start(download, source),
      }),
    planSaving: (files) => planFor(files, streams),
    saved({ fileId, folders, name: fileName, isText }, saved, isArchive) {
      if (saved.type === "in-place") return kept.keep(fileId, saved);
      const { blob } = saved;
      if (isText) return kept.keep(fileId, { type: "text", blob });
      const name = isArchive ? text.transfer.archive(folders[0]) : fileName;
      downloads.save(fileId, name, saved);
      const url = downloads.url(fileId);
      if (url !== undefined) kept.keep(fileId, { type: "download", blob, url, name, isArchive });
    },
    memory,
    random: pageRandom,
    firstFileId: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    iceChoice: iceChoiceIn(location.search),
    get device() {
      return deviceName();
    },
    origin: location.origin,
    dispatch,
    nextOpened,
    report: store.reportAll,
    showFiles(files) {
      kept.forget();
      downloads.forget();
      store.show(files);
    },
    addFiles: store.add,
  });
  return { session, store, kept, controller };
}

export type PageSession = ReturnType<typeof createPageSession>;
