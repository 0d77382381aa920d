import { downloadName } from "#protocol/transfer/file-name.ts";
import type { StreamedDownload } from "../saving/storage.ts";
import {
  type PageRequest,
  STREAM_SCOPE,
  type StreamAnswer,
  type StreamState,
} from "../saving/stream-messages.ts";
import type { PageClock } from "../session/ports.ts";
import { WAITS } from "../session/waits.ts";
import { pageClock } from "./clock.ts";
import { inTime } from "./in-time.ts";
import { activeServiceWorker } from "./service-worker.ts";
import { holdUnderWay } from "./under-way.ts";

/** Browsers stop a service worker to which nothing has happened for 30 s, also while it serves a download. */
const PING_EVERY_MS = 10_000;

/** How long a download's frame stays when it is over: the browser may still be asking the person. */
const FRAME_LINGER_MS = 30_000;

/** Downloads that the service worker serves while they arrive. */
export class StreamDownloads {
  readonly #clock: PageClock;

  constructor(clock: PageClock = pageClock) {
    this.#clock = clock;
  }

  /**
   * Resolves with whether this browser has service workers here: not on plain http, for one. One that is not there in
   * time is none: it keeps the whole page before it serves anything, and a person waits to be asked about files.
   */
  async canStream(): Promise<boolean> {
    const worker = await inTime(activeServiceWorker(), WAITS.part, this.#clock).catch(() => undefined);
    return worker !== undefined;
  }

  /** Begins a download. @param sink where its bytes come from; told at once where it cannot begin */
  async start({ name, size }: StreamedDownload, sink: MessagePort): Promise<void> {
    const worker = await activeServiceWorker();
    if (!worker) {
      const answer: StreamAnswer = { type: "cancelled" };
      return sink.postMessage(answer);
    }
    const { port1, port2 } = new MessageChannel();
    const path = `${STREAM_SCOPE}${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
    tell(worker, { type: "open", path, name: downloadName(name), size }, [sink, port2]);
    // Another version of the service worker must not take its place now.
    const letGo = holdUnderWay();
    const pings = setInterval(() => tell(worker, { type: "ping" }), PING_EVERY_MS);
    let frame: HTMLIFrameElement | undefined;
    port1.onmessage = ({ data }: MessageEvent<StreamState>) => {
      // Not before: a request may overtake the message that announces its path, and the server has no such file.
      if (data.type === "ready") frame = addFrame(path);
      if (data.type !== "ended") return;
      clearInterval(pings);
      letGo();
      setTimeout(() => frame?.remove(), FRAME_LINGER_MS);
    };
  }
}

function tell(worker: ServiceWorker, request: PageRequest, transfer: Transferable[] = []): void {
  worker.postMessage(request, transfer);
}

function addFrame(path: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = path;
  document.body.append(frame);
  return frame;
}
