import { lazy } from "solid-js";
import { pageClock } from "../platform/clock.ts";
import { copyText } from "../platform/copy-text.ts";
import { deviceLabel } from "../platform/device-label.ts";
import { deviceName } from "../platform/device-name.ts";
import { askInstance } from "../platform/instance.ts";
import { browserNotices } from "../platform/notifications.ts";
import { pageRandom } from "../platform/random.ts";
import { DownloadSaver } from "../platform/saving-downloads.ts";
import { canPickFile, canPickFolder, pickFile, pickFolder } from "../platform/saving-pickers.ts";
import { StreamDownloads } from "../platform/saving-stream.ts";
import { tabMemory, thisTab } from "../platform/session-memory.ts";
import { onWake } from "../platform/wake.ts";
import { screenKeeper } from "../platform/wake-lock.ts";
import { mayChoose } from "../screens/connected-view.ts";
import { createReveal } from "../transfer/reveal.ts";
import { loadPart } from "./load-part.ts";
import { loadNearby } from "./nearby-loader.ts";
import { createPageSession } from "./page-session.ts";
import type { SessionPart } from "./session-part.ts";

/** Not before there is a session to be shown. */
const SessionScreens = lazy(async () => ({
  default: (await loadPart(() => import("./SessionScreens.tsx"))).SessionScreens,
}));

/**
 * Makes the page's one session, and takes up what was under way before a reload.
 *
 * @param code to join at once, from the page's address
 */
export function startSessions(code: string | undefined): SessionPart {
  const memory = tabMemory(thisTab);
  const name = deviceName(
    { storage: () => localStorage, random: pageRandom },
    deviceLabel(navigator.userAgent),
  );
  const page = createPageSession({
    deviceName: name.current,
    memory,
    downloads: new DownloadSaver(),
    streams: new StreamDownloads(),
  });
  const { session, store, kept, controller } = page;
  const reveal = createReveal();
  const notices = browserNotices();
  const keepAwake = screenKeeper(navigator.wakeLock, document);
  const pickers = {
    file: canPickFile() ? pickFile : undefined,
    folder: canPickFolder() ? pickFolder : undefined,
  };
  const tools = {
    kept: kept.get,
    copy: copyText,
    reveal,
    peek: (fileId: Parameters<typeof kept.get>[0]) => controller.files.peek(fileId),
  };

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
  if (code !== undefined) controller.join(code);
  else void controller.comeBack();

  const nearby = loadNearby(
    {
      session,
      chosen() {
        const { files, texts, bytes } = store.totals();
        return { files: files + texts, bytes };
      },
      join(invitedTo, promised) {
        if (session().at !== "home") controller.reset();
        controller.join(invitedTo, promised);
      },
    },
    name,
    {
      isOff: async () => (await askInstance()).discovery === "off",
      load: async () => (await import("./nearby.tsx")).startNearby,
    },
  );

  return {
    session,
    nearby,
    mayDrop: () => mayChoose(session(), store.totals()),
    isUnfinished: store.unfinished,
    take(files) {
      const now = session();
      if (now.at === "connected" && now.chooseAgain) controller.files.chooseAgain(files);
      else controller.send(files);
    },
    join: (typed) => controller.join(typed),
    reset: () => controller.reset(),
    Screens: (props) => (
      <SessionScreens
        {...props}
        session={session}
        store={store}
        controller={controller}
        clock={pageClock}
        keepAwake={keepAwake}
        notices={notices}
        pickers={pickers}
        tools={tools}
        nearby={nearby}
      />
    ),
  };
}
