import { createEffect, type JSX, onCleanup } from "solid-js";
import { render } from "solid-js/web";
import { DiagnosticsScreen } from "./diagnostics/DiagnosticsScreen.tsx";
import type { DiagnosticsPorts } from "./diagnostics/ports.ts";
import { type DiagnosticsRun, runDiagnostics } from "./diagnostics/run.ts";
import { MenuButton } from "./menu/MenuButton.tsx";
import { browserFacts } from "./platform/browser-facts.ts";
import { pageClock } from "./platform/clock.ts";
import { loopThrough, probeDirect, probeStun } from "./platform/connection-probes.ts";
import { copyText } from "./platform/copy-text.ts";
import { savingFacts } from "./platform/saving-facts.ts";
import { StreamDownloads } from "./platform/saving-stream.ts";
import { askPlainly, askServer } from "./platform/server-inquiry.ts";
import { openSignalingSocket } from "./platform/signaling-socket.ts";
import { language } from "./text/current-language.ts";
import { diagnosticsCatalogue, diagnosticsText } from "./text/diagnostics.ts";
import { text } from "./text/text.ts";

/**
 * Shows the diagnostics in place of the page that sends files (DIAG1).
 *
 * @throws where their words cannot be fetched
 */
export async function showDiagnostics(root: HTMLElement): Promise<void> {
  (await diagnosticsCatalogue.load(language()))();
  root.replaceChildren();
  render(() => <DiagnosticsPage />, root);
}

function DiagnosticsPage(): JSX.Element {
  createEffect(() => {
    document.title = `${diagnosticsText.title} · ${text.name}`;
  });
  const streams = new StreamDownloads();
  const ports: DiagnosticsPorts = {
    clock: pageClock,
    openSignaling: openSignalingSocket,
    page: { origin: location.origin, isSecure: isSecureContext },
    browser: browserFacts,
    askServer,
    askPlainly,
    probeStun,
    loopThrough,
    probeDirect,
    saving: () => savingFacts(() => streams.canStream()),
  };
  let running: DiagnosticsRun | undefined;
  const stop = () => running?.stop();
  addEventListener("pagehide", stop);
  onCleanup(() => removeEventListener("pagehide", stop));
  return (
    <>
      <header class="page-head">
        <a class="brand" href="/">
          <img src="/icon.svg" alt="" width="28" height="28" />
          {text.name}
        </a>
        <MenuButton catalogues={[diagnosticsCatalogue]} />
      </header>
      <main class="page-main">
        <DiagnosticsScreen
          origin={location.origin}
          run={(events) => {
            running = runDiagnostics(ports, events);
            return running;
          }}
          copy={copyText}
        />
      </main>
      <footer class="page-foot">
        <a class="link" href="/">
          {diagnosticsText.back}
        </a>
      </footer>
    </>
  );
}
