import type { Page } from "puppeteer-core";
import { type Sides, withPair } from "./pair.ts";
import {
  acceptFiles,
  checkDownloads,
  type Errand,
  offerFiles,
  timesOf,
  watchTransfer,
} from "./product-run.ts";

/** How long after the sender's worker gave the last byte to a channel a page shows "Verified". */
export interface VerifyRun {
  readonly receiverMs: number;
  readonly senderMs: number;
}

declare global {
  var sentBytesAtMs: number | undefined;
}

/**
 * Files through the product's own pages.
 *
 * The clock starts when the sender's worker calls `send` with the last binary message of all channels: what still
 * waits in the channel, travels, is hashed, written and compared comes after. It stops when the row's state, which
 * stands beside "Verified", is `done` in the page's document.
 *
 * @throws where the downloaded files are not the ones that were sent
 */
export function runForVerifying(sides: Sides, errand: Errand): Promise<VerifyRun> {
  return withPair(sides, async (pair) => {
    const { sender, receiver } = pair;
    await offerFiles(pair, errand);
    await noteLastByte(sender.page);
    const [sending, receiving] = [await watchTransfer(sender, errand), await watchTransfer(receiver, errand)];
    const received = await acceptFiles(pair, errand, receiving);
    const sent = await timesOf(sending, errand);
    const lastByteAtMs = await lastByteSentAtMs(sender.page);
    await checkDownloads(receiver, errand.files);
    return { receiverMs: received.doneAtMs - lastByteAtMs, senderMs: sent.doneAtMs - lastByteAtMs };
  });
}

/** From now on, the page's workers note when they send bytes. */
async function noteLastByte(page: Page): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      RTCDataChannel.prototype.send = new Proxy(RTCDataChannel.prototype.send, {
        apply(send, channel, args) {
          if (typeof args[0] !== "string") globalThis.sentBytesAtMs = Date.now();
          return Reflect.apply(send, channel, args);
        },
      });
    });
  }
}

async function lastByteSentAtMs(page: Page): Promise<number> {
  const noted = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => globalThis.sentBytesAtMs)),
  );
  const atMs = noted.find((value) => value !== undefined);
  if (atMs === undefined) throw new Error("no worker of the sender's page has sent bytes");
  return atMs;
}
