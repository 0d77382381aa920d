import { createResource, createRoot } from "solid-js";
import { render } from "solid-js/web";
import { App } from "./page/App.tsx";
import { hasCode, takeCode } from "./page/code-in-address.ts";
import type { InstallablePage } from "./page/installed.tsx";
import { loadPart } from "./page/load-part.ts";
import { loadNearby } from "./page/nearby-loader.ts";
import { createSessionLoader } from "./page/session-loader.ts";
import { hasCamera } from "./platform/camera.ts";
import { onPaste } from "./platform/clipboard.ts";
import { pageClock } from "./platform/clock.ts";
import { tellScheme } from "./platform/colour-scheme.ts";
import { readTransfer } from "./platform/dropped-files.ts";
import { openEarly, takeEarly } from "./platform/early-socket.ts";
import { onFirstUse } from "./platform/first-use.ts";
import { askInstance } from "./platform/instance.ts";
import { tellLanguage, wishedLanguage } from "./platform/page-language.ts";
import { painted } from "./platform/painted.ts";
import { findSecurePage } from "./platform/secure-page.ts";
import { holdsSession, thisTab } from "./platform/session-memory.ts";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/languages.css";
import "./styles/parts.css";
import "./styles/pairing.css";
import "./styles/transfer.css";
import "./styles/nearby.css";
import "./styles/flow.css";
import "./styles/scanning.css";
import "./styles/several.css";
import "./styles/diagnostics.css";
import "./styles/overlays.css";
import { speak, text } from "./text/text.ts";

/** Where the page checks connections instead of sending files. */
const DIAGNOSTICS = "/diagnostics";

const root = document.getElementById("app");
if (root) void start(root);

/** Shows the page once its words are there, which takes a request only where they are not English. */
async function start(place: HTMLElement) {
  createRoot(tellScheme);
  const isForDiagnostics = location.pathname === DIAGNOSTICS;
  // Somebody waits for the server's answer about the code: the line to it is not to wait for words and parts of the page.
  if (!isForDiagnostics && hasCode(location)) openEarly();
  try {
    await speak(wishedLanguage());
  } catch {
    // Its words could not be fetched: English is part of the page.
  }
  createRoot(tellLanguage);
  if (isForDiagnostics) await startDiagnostics(place);
  else {
    place.replaceChildren();
    render(startPage, place);
  }
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

/** The first screen at once, and what a session needs as soon as somebody is there who may want one. */
function startPage() {
  const [securePage] = createResource(findSecurePage);
  const sessions = createSessionLoader(async () => {
    try {
      return (await loadPart(() => import("./page/sessions.tsx"))).startSessions;
    } catch (error) {
      takeEarly()?.close();
      throw error;
    }
  });
  const linkedCode = () => takeCode(location, (address) => history.replaceState(null, "", address));
  addEventListener("hashchange", () => {
    const linked = linkedCode();
    if (linked !== undefined && sessions.session().at !== "connected") sessions.join(linked);
  });
  const code = linkedCode();
  // Somebody waits for the screens of a session already: they come beside the rest of it and not after it.
  if (code !== undefined) import("./page/SessionScreens.tsx").catch(() => {}); // whoever shows them tells of it
  if (code !== undefined || holdsSession(thisTab)) void sessions.start(code);
  else onFirstUse(sessions.prepare);

  const nearby = loadNearby(sessions, {
    async isOff() {
      await painted();
      return (await askInstance()).discovery === "off";
    },
    load: async () => (await import("./page/nearby.tsx")).startNearby,
  });
  const scanning = {
    origin: location.origin,
    hasCamera,
    loadDialog: async () => (await loadPart(() => import("./page/scan-dialog.tsx"))).PageScanDialog,
  };
  return (
    <App
      sessions={sessions}
      nearby={nearby}
      securePage={securePage}
      choosing={{ readTransfer, onPaste }}
      scanning={scanning}
      clock={pageClock}
      install={installWhenShown}
    />
  );
}

/** Not before the page is shown, unless it was opened for something that is shared; and nothing on plain http. */
async function installWhenShown(page: InstallablePage) {
  if (!isSecureContext) return undefined;
  if (document.readyState !== "complete" && !location.search.includes("shared=")) {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  try {
    return (await import("./page/installed.tsx")).installable(page);
  } catch {
    return undefined; // the server is gone since, and the page works without it
  }
}
