import { createResource, createRoot } from "solid-js";
import { render } from "solid-js/web";
import type { FileInfo } from "#protocol/transfer/state.ts";
import { App } from "./App.tsx";
import type { SavePlan } from "./engine/ports.ts";
import { onPaste } from "./platform/clipboard.ts";
import { pageClock } from "./platform/clock.ts";
import { copyText } from "./platform/copy-text.ts";
import { deviceLabel } from "./platform/device-label.ts";
import { readTransfer } from "./platform/dropped-files.ts";
import { tellLanguage, wishedLanguage } from "./platform/page-language.ts";
import { openPeerLink } from "./platform/peer-link.ts";
import { pageRandom } from "./platform/random.ts";
import { DownloadSaver } from "./platform/saving-downloads.ts";
import { savingFacts } from "./platform/saving-facts.ts";
import { canPickFile, canPickFolder, pickFile, pickFolder } from "./platform/saving-pickers.ts";
import { StreamDownloads } from "./platform/saving-stream.ts";
import { findSecurePage } from "./platform/secure-page.ts";
import { tabMemory, thisTab } from "./platform/session-memory.ts";
import { openSignalingSocket } from "./platform/signaling-socket.ts";
import { openTransferWorker, startTransferEngine } from "./platform/transfer-worker.ts";
import { onWake } from "./platform/wake.ts";
import { screenKeeper } from "./platform/wake-lock.ts";
import { planSaving, SAVE_WISHES, type SaveWish } from "./saving/plan.ts";
import { iceChoiceIn } from "./session/ice-choice.ts";
import { SessionController } from "./session/session-controller.ts";
import { createSessionStore } from "./session/store.ts";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/parts.css";
import "./styles/pairing.css";
import "./styles/transfer.css";
import "./styles/diagnostics.css";
import { speak, text } from "./text/text.ts";
import { createKeptFiles } from "./transfer/kept-files.ts";
import { createReveal } from "./transfer/reveal.ts";
import { createTransferStore } from "./transfer/store.ts";

/** A link that joins at once: `/#482913`. */
const CODE_IN_HASH = /^#(\d{6})$/;

/** Where the page checks connections instead of sending files. */
const DIAGNOSTICS = "/diagnostics";

const root = document.getElementById("app");
if (root) void start(root);

/** Shows the page once its words are there, which takes a request only where they are not English. */
async function start(place: HTMLElement) {
  const wished = wishedLanguage();
  try {
    await speak(wished);
  } catch {
    // Its words could not be fetched: English is part of the page.
  }
  createRoot(tellLanguage);
  if (location.pathname === DIAGNOSTICS) await startDiagnostics(place);
  else render(startPage, place);
}

/** Loads what only few people need, when they do. */
async function startDiagnostics(place: HTMLElement) {
  try {
    await (await import("./diagnostics-page.tsx")).showDiagnostics(place);
  } catch {
    // The server has another page since, or is gone: the address leads to the present one.
    place.textContent = text.problem["page-failed"].body;
  }
}

/** Makes the page's one session and wires it to the browser. */
function startPage() {
  const { session, dispatch } = createSessionStore();
  const store = createTransferStore(pageClock.now);
  const kept = createKeptFiles((url) => URL.revokeObjectURL(url));
  const downloads = new DownloadSaver();
  const streams = new StreamDownloads();
  const memory = tabMemory(thisTab);
  const reveal = createReveal();
  const [securePage] = createResource(findSecurePage);

  const controller = new SessionController({
    clock: pageClock,
    openSignaling: openSignalingSocket,
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
    device: deviceLabel(navigator.userAgent),
    origin: location.origin,
    dispatch,
    report: store.reportAll,
    showFiles(files) {
      kept.forget();
      downloads.forget();
      store.show(files);
    },
    addFiles: store.add,
  });

  const joinFromHash = () => {
    const code = CODE_IN_HASH.exec(location.hash)?.[1];
    if (code === undefined || session().at === "connected") return false;
    // A code works once: a reload of the page must not try it again.
    history.replaceState(null, "", location.pathname + location.search);
    controller.join(code);
    return true;
  };
  addEventListener("hashchange", joinFromHash);
  onWake(() => controller.wake());
  addEventListener("pagehide", () => {
    controller.leave();
    memory.leave();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void backFromCache();
  });
  /** Back from the browser's memory, where the session was left; what was received is still there. */
  const backFromCache = async () => {
    if (!(await controller.comeBack()) && session().at !== "ended") controller.reset();
  };
  addEventListener("beforeunload", (event) => {
    controller.prepareToLeave();
    if (store.unfinished()) event.preventDefault();
  });
  if (!joinFromHash()) void controller.comeBack();

  return (
    <App
      session={session}
      store={store}
      controller={controller}
      clock={pageClock}
      securePage={securePage}
      keepAwake={screenKeeper(navigator.wakeLock, document)}
      choosing={{ readTransfer, onPaste }}
      pickers={{
        file: canPickFile() ? pickFile : undefined,
        folder: canPickFolder() ? pickFolder : undefined,
      }}
      tools={{ kept: kept.get, copy: copyText, reveal, peek: (fileId) => controller.files.peek(fileId) }}
    />
  );
}

/** `?save=opfs` in the page's address, for finding faults. */
function saveWish(): SaveWish | undefined {
  const wish = new URLSearchParams(location.search).get("save");
  return SAVE_WISHES.find((known) => known === wish);
}

async function planFor(files: readonly FileInfo[], streams: StreamDownloads): Promise<SavePlan> {
  const saved = files.filter(({ isText }) => !isText);
  const wish = saveWish();
  const facts = await savingFacts(() => streams.canStream(), { wishesStream: wish === "stream" });
  const offer = {
    sizes: saved.map(({ size }) => size),
    hasFolders: saved.some(({ folders }) => folders.length > 0),
  };
  return planSaving(facts, wish, offer).plan;
}
