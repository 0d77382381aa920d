import type { PageRequest } from "../saving/stream-messages.ts";
import { StreamedFile } from "./streamed-file.ts";

declare const self: ServiceWorkerGlobalScope;

/** Downloads that were announced and have not begun, by path. */
const files = new Map<string, StreamedFile>();

self.oninstall = () => void self.skipWaiting();

self.onmessage = ({ data, ports }: ExtendableMessageEvent) => {
  const request: PageRequest = data;
  const [sink, page] = ports;
  if (request.type !== "open" || !sink || !page) return;
  const file = new StreamedFile(request, sink, page);
  files.set(request.path, file);
  file.announce();
};

self.onfetch = (event) => {
  const { pathname } = new URL(event.request.url);
  const file = files.get(pathname);
  if (!file) return; // the server knows no such path, and says so
  files.delete(pathname);
  event.respondWith(file.response());
};
