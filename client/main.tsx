import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import type { FileId } from "#protocol/ids.ts";
import { downloadName } from "#protocol/transfer/file-name.ts";
import { App } from "./App.tsx";
import { pageClock } from "./platform/clock.ts";
import { copyText } from "./platform/copy-text.ts";
import { deviceLabel } from "./platform/device-label.ts";
import { openPeerLink } from "./platform/peer-link.ts";
import { pageRandom } from "./platform/random.ts";
import { startReadingWorker } from "./platform/reading-worker.ts";
import { FileSaver, forgetFile, type SavedFile } from "./platform/save-file.ts";
import { openSignalingSocket } from "./platform/signaling-socket.ts";
import { onWake } from "./platform/wake.ts";
import { startWritingWorker } from "./platform/writing-worker.ts";
import { iceChoiceIn } from "./session/ice-choice.ts";
import { SessionController } from "./session/session-controller.ts";
import { createSessionStore } from "./session/store.ts";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/parts.css";
import "./styles/pairing.css";
import "./styles/transfer.css";
import { createTransferStore } from "./transfer/store.ts";

/** A link that joins at once: `/#482913`. */
const CODE_IN_HASH = /^#(\d{6})$/;

const root = document.getElementById("app");
if (root) render(startPage, root);

/** Makes the page's one session and wires it to the browser. */
function startPage() {
  const { session, dispatch } = createSessionStore();
  const store = createTransferStore(pageClock.now);
  const saver = new FileSaver();
  const [saved, setSaved] = createSignal<ReadonlyMap<FileId, SavedFile>>(new Map());

  const controller = new SessionController({
    clock: pageClock,
    openSignaling: openSignalingSocket,
    openPeerLink,
    startReading: startReadingWorker,
    startWriting: startWritingWorker,
    async save({ fileId, name }, blob) {
      setSaved(new Map(saved()).set(fileId, saver.save(downloadName(name), blob)));
    },
    random: pageRandom,
    firstFileId: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    iceChoice: iceChoiceIn(location.search),
    device: deviceLabel(navigator.userAgent),
    origin: location.origin,
    dispatch,
    report: store.report,
    showFiles(files) {
      for (const file of saved().values()) forgetFile(file);
      setSaved(new Map());
      store.show(files);
    },
  });

  const joinFromHash = () => {
    const code = CODE_IN_HASH.exec(location.hash)?.[1];
    if (code === undefined || session().at === "connected") return;
    // A code works once: a reload of the page must not try it again.
    history.replaceState(null, "", location.pathname + location.search);
    controller.join(code);
  };
  addEventListener("hashchange", joinFromHash);
  onWake(() => controller.wake());
  addEventListener("pagehide", () => controller.leave());
  addEventListener("pageshow", ({ persisted }) => {
    // Back from the browser's memory, where the session was left; what was received is still there.
    if (persisted && session().at !== "ended") controller.reset();
  });
  addEventListener("beforeunload", (event) => {
    if (store.unfinished()) event.preventDefault();
  });
  joinFromHash();

  return (
    <App
      session={session}
      store={store}
      controller={controller}
      clock={pageClock}
      copy={copyText}
      savedUrl={(fileId) => saved().get(fileId)?.url}
    />
  );
}
