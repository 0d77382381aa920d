import { createEngine } from "../engine/engine.ts";
import type { EngineClock } from "../engine/ports.ts";
import { browserStorage } from "../saving/browser-storage.ts";
import { BrowserSaving } from "../saving/saving.ts";
import type { OpenStream } from "../saving/storage.ts";
import { dataLink } from "./data-link.ts";
import { hostEngine } from "./engine-host.ts";
import type { EngineAnswer, EngineRequest } from "./messages.ts";
import { portLink } from "./port-link.ts";
import { tidyingHere } from "./tidying.ts";

declare const self: DedicatedWorkerGlobalScope;

const clock: EngineClock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

const post = (answer: EngineAnswer, transfer: Transferable[] = []) => self.postMessage(answer, transfer);

const openStream: OpenStream = (download) => {
  const { port1, port2 } = new MessageChannel();
  post({ type: "download", download, source: port2 }, [port2]);
  return port1;
};

const tidying = tidyingHere(navigator.userAgent);

const handle = hostEngine(
  (options, events) =>
    createEngine(
      {
        clock,
        saving: new BrowserSaving(browserStorage(), openStream),
        link: ({ channel }, linkEvents) =>
          channel instanceof MessagePort
            ? portLink(channel, linkEvents)
            : dataLink(channel as RTCDataChannel, linkEvents, tidying),
      },
      options,
      events,
    ),
  (answer) => post(answer),
);

self.onmessage = ({ data }: MessageEvent<EngineRequest>) => handle(data);
// A fault that only a promise knows would be silent: the page hears of errors alone.
self.onunhandledrejection = ({ reason }) => {
  reportError(reason);
};
