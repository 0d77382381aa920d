import { createRoot, lazy, Show } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import { pageClock } from "../platform/clock.ts";
import { copyText } from "../platform/copy-text.ts";
import { takeEarly } from "../platform/early-socket.ts";
import { browserNotices } from "../platform/notifications.ts";
import { ownName } from "../platform/own-name.ts";
import { DownloadSaver } from "../platform/saving-downloads.ts";
import { canPickFile, canPickFolder, pickFile, pickFolder } from "../platform/saving-pickers.ts";
import { StreamDownloads } from "../platform/saving-stream.ts";
import { tabMemory, thisTab } from "../platform/session-memory.ts";
import { onWake } from "../platform/wake.ts";
import { screenKeeper } from "../platform/wake-lock.ts";
import { mayChoose } from "../screens/connected-view.ts";
import type { Intents } from "../screens/intents.ts";
import { createParty } from "../session/party.ts";
import { SharedMemory } from "../session/shared-memory.ts";
import { createReveal } from "../transfer/reveal.ts";
import { loadPart } from "./load-part.ts";
import { createTicks, createWaking } from "./moving.ts";
import { offeredBy } from "./offered.ts";
import { createPageSession, type PageSession } from "./page-session.ts";
import type { SessionPart } from "./session-part.ts";
import { createTelling } from "./telling.ts";

/** Not before there is a session to be shown. */
const SessionScreens = lazy(async () => ({
  default: (await loadPart(() => import("./SessionScreens.tsx"))).SessionScreens,
}));

/** Not before somebody wants more than one device. */
const SeveralScreen = lazy(async () => ({
  default: (await loadPart(() => import("../screens/SeveralScreen.tsx"))).SeveralScreen,
}));

/**
 * Makes the page's sessions, the first one at once, and takes up what was under way before a reload.
 *
 * @param code to join at once, from the page's address
 */
export function startSessions(code: string | undefined): SessionPart {
  const tab = tabMemory(thisTab);
  const memory = new SharedMemory(tab);
  const streams = new StreamDownloads();
  const reveal = createReveal();
  const notices = browserNotices();
  const party = createParty((number, nextOpened) =>
    createRoot(() => {
      const downloads = new DownloadSaver();
      const page = createPageSession({
        memory: memory.slot(number),
        downloads,
        streams,
        deviceName: ownName.current,
        nextOpened,
      });
      createTicks(page.store, pageClock);
      const peek = (fileId: FileId) => page.controller.files.peek(fileId);
      return { ...page, tools: { kept: page.kept.get, copy: copyText, reveal, peek } };
    }),
  );
  const pickers = {
    file: canPickFile() ? pickFile : undefined,
    folder: canPickFolder() ? pickFolder : undefined,
  };
  const mayFallAsleep = createRoot(() =>
    createWaking(screenKeeper(navigator.wakeLock, document), () => party.members().some(isMoving)),
  );
  createRoot(() =>
    createTelling(party, notices, (title) => {
      document.title = title;
    }),
  );
  const isUnfinished = () => party.members().some(({ store }) => store.unfinished());
  const addOne = () => {
    void SeveralScreen.preload();
    party.addOne();
  };
  /** What a person can want while the page has this session only. */
  const intentsFor = ({ controller }: PageSession): Intents => ({
    send: party.send,
    join: party.join,
    reset: party.reset,
    files: controller.files,
    cancel: () => controller.cancel(),
    renewCode: () => controller.renewCode(),
    admit(more) {
      if (more) void SeveralScreen.preload(); // while the server is there
      controller.code.admit(more);
    },
  });

  onWake(party.wake);
  addEventListener("pagehide", () => {
    party.leave();
    tab.leave();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void memory.load().then(party.showAgain);
  });
  addEventListener("beforeunload", (event) => {
    party.prepareToLeave();
    if (isUnfinished()) event.preventDefault();
  });
  if (code !== undefined) party.join(code);
  else {
    takeEarly()?.close(); // who went back to the start meanwhile wants nothing of the server
    void memory.load().then(party.comeBack);
  }

  return {
    ...offeredBy(party),
    mayDrop() {
      const { session, store } = party.main();
      return party.isSeveral() ? party.isChoosingAgain() : mayChoose(session(), store.totals());
    },
    isUnfinished,
    take: (files) => (party.isChoosingAgain() ? party.chooseAgain(files) : party.send(files)),
    join(typed, promised) {
      if (promised && party.main().session().at !== "home") party.reset();
      party.join(typed, promised);
    },
    reset: party.reset,
    Screens: (props) => (
      <Show
        when={party.isSeveral()}
        fallback={
          <Show when={party.main()} keyed>
            {(main) => (
              <SessionScreens
                {...props}
                session={main.session}
                store={main.store}
                controller={intentsFor(main)}
                clock={pageClock}
                notices={notices}
                mayFallAsleep={mayFallAsleep()}
                pickers={pickers}
                tools={main.tools}
                onAddOne={party.canAddOne() ? addOne : undefined}
              />
            )}
          </Show>
        }
      >
        <SeveralScreen
          {...props}
          party={party}
          clock={pageClock}
          pickers={pickers}
          mayFallAsleep={mayFallAsleep()}
        />
      </Show>
    ),
  };
}

/** Something of it is on its way, and nobody has paused it. */
function isMoving({ session, store }: PageSession): boolean {
  const now = session();
  return store.unfinished() && !(now.at === "connected" && now.pausedBy !== undefined);
}
