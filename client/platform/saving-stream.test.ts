import { afterEach, expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import type { PageRequest, StreamAnswer, StreamState } from "../saving/stream-messages.ts";
import { WAITS } from "../session/waits.ts";
import { StreamDownloads } from "./saving-stream.ts";

const DOWNLOAD = { name: "film.mkv", size: 5 };

/** What a page has of its browser here. */
const browser = globalThis as { navigator?: unknown; document?: unknown };
const { navigator, document } = browser;

afterEach(() => Object.assign(browser, { navigator, document }));

/** A page that shows frames, in a browser with or without service workers. */
function page({ hasServiceWorkers }: { readonly hasServiceWorkers: boolean }) {
  const asked = Promise.withResolvers<{ readonly request: PageRequest; readonly ports: MessagePort[] }>();
  const active = Object.assign(new EventTarget(), {
    state: "activated",
    postMessage: (request: PageRequest, ports: MessagePort[]) => asked.resolve({ request, ports }),
  });
  const frames: { src?: string }[] = [];
  const shown = Promise.withResolvers<void>();
  Object.assign(browser, {
    navigator: hasServiceWorkers ? { serviceWorker: { register: async () => ({ active }) } } : {},
    document: {
      createElement: () => ({ remove: () => undefined }),
      body: {
        append: (frame: { src?: string }) => {
          frames.push(frame);
          shown.resolve();
        },
      },
    },
  });
  return { asked: asked.promise, frames, shown: shown.promise };
}

test("[XFER16] a download is asked for when the service worker knows it, and not before", async () => {
  const { asked, frames, shown } = page({ hasServiceWorkers: true });
  const { port1, port2 } = new MessageChannel();
  await new StreamDownloads().start(DOWNLOAD, port2);
  const { request, ports } = await asked;
  const [sink, told] = ports;
  if (request.type !== "open" || !told) throw new Error("nothing was opened");
  expect([request.name, request.size, sink, frames]).toEqual(["film.mkv", 5, port2, []]);
  const ready: StreamState = { type: "ready" };
  told.postMessage(ready);
  await shown;
  expect(frames.map(({ src }) => src)).toEqual([request.path]);
  const ended: StreamState = { type: "ended" };
  told.postMessage(ended);
  port1.close();
});

test("[XFER16] without service workers the worker is told at once", async () => {
  page({ hasServiceWorkers: false });
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise<StreamAnswer>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  const streams = new StreamDownloads();
  expect(await streams.canStream()).toBe(false);
  await streams.start(DOWNLOAD, port2);
  expect(await heard).toEqual({ type: "cancelled" });
  port1.close();
});

test("[FLOW6] a service worker that does not come is none, and nobody waits for it for ever", async () => {
  const clock = new FakeClock();
  const installing = Object.assign(new EventTarget(), { state: "installing" });
  Object.assign(browser, {
    navigator: { serviceWorker: { register: async () => ({ active: null, installing }) } },
  });
  const canStream = new StreamDownloads(clock).canStream();
  await settled();
  clock.advance(WAITS.part);
  expect(await canStream).toBe(false);
});
