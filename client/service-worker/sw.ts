import type { ShareRequest } from "../saving/share-messages.ts";
import type { PageRequest } from "../saving/stream-messages.ts";
import { answerTap } from "./notice-tap.ts";
import { Shares } from "./shares.ts";
import { type KeptFile, Shell } from "./shell.ts";
import { StreamedFile } from "./streamed-file.ts";

declare const self: ServiceWorkerGlobalScope & {
  /** Put in by the build. */
  readonly __WB_MANIFEST: readonly KeptFile[];
};

/** Downloads that were announced and have not begun, by path. */
const files = new Map<string, StreamedFile>();
const shell = new Shell(self.__WB_MANIFEST);
const shares = new Shares({
  directory: () => navigator.storage.getDirectory(),
  locks: navigator.locks,
  newId: () => crypto.randomUUID(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
});
// One that was ended in the middle of a share has left something behind.
void shares.tidy();

self.oninstall = (event) => shell.install(event);
self.onactivate = (event) => shell.activate(event);

self.onmessage = (event: ExtendableMessageEvent) => {
  const request: PageRequest | ShareRequest = event.data;
  const [first, second] = event.ports;
  switch (request.type) {
    case "open":
      return first && second && openDownload(request, first, second);
    // Only by a page that knows that nothing is under way: else a version waits until the last page is closed.
    case "take-over":
      return event.waitUntil(self.skipWaiting());
    case "claim-share":
    case "tidy-shares":
      return event.waitUntil(shares.hear(request, first) ?? Promise.resolve());
    case "ping":
      return;
  }
};

self.onnotificationclick = (event) => answerTap(event, self.clients);

self.onfetch = (event) => {
  if (answerDownload(event) || shares.answer(event)) return;
  shell.answer(event); // what it does not know either, the server answers
};

function openDownload(
  file: Extract<PageRequest, { type: "open" }>,
  sink: MessagePort,
  page: MessagePort,
): void {
  const streamed = new StreamedFile(file, sink, page);
  files.set(file.path, streamed);
  streamed.announce();
}

function answerDownload(event: FetchEvent): boolean {
  const { pathname } = new URL(event.request.url);
  const file = files.get(pathname);
  if (!file) return false;
  files.delete(pathname);
  event.respondWith(file.response());
  return true;
}
