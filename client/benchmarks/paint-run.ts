import { PredefinedNetworkConditions } from "puppeteer-core";
import { chromium } from "../browser-tests/harness/browsers.ts";
import { openPage } from "../browser-tests/harness/pages.ts";
import { type Vitals, vitalsOf } from "../browser-tests/harness/vitals.ts";

/** What one visit of a browser that has never been here came to. */
export interface PaintRun extends Vitals {
  readonly requests: number;
  /** On the wire, with headers. */
  readonly bytes: number;
  /** When the server's word came that the code of the link is somebody's; NaN where there was no code. */
  readonly joinedMs: number;
}

/** DevTools' preset: 1.44 Mbit/s down, 675 kbit/s up, and 562.5 ms more for each request. */
const FAST_3G = PredefinedNetworkConditions["Fast 3G"];

/** How much slower the processor is made. */
const CPU_THROTTLING = 4;

/** A phone, upright. */
const PHONE = { width: 390, height: 844 };

/** Opens an address on a slow line with a slow processor, and looks on until nothing is fetched any more. */
export async function runPaint(url: string): Promise<PaintRun> {
  const { page, close } = await openPage(chromium("a"), { viewport: PHONE });
  const session = await page.createCDPSession();
  let [requests, bytes, beganAt, joinedMs] = [0, 0, Number.NaN, Number.NaN];
  session.on("Network.requestWillBeSent", ({ timestamp }) => {
    if (requests++ === 0) beganAt = timestamp;
  });
  session.on("Network.webSocketFrameReceived", ({ timestamp, response }) => {
    if (response.payloadData.startsWith('{"type":"joined"')) joinedMs = (timestamp - beganAt) * 1_000;
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await page.emulateNetworkConditions(FAST_3G);
  await page.emulateCPUThrottling(CPU_THROTTLING);
  await page.goto(url, { waitUntil: "networkidle0", timeout: 60_000 });
  const vitals = await vitalsOf(page);
  await close();
  return { ...vitals, requests, bytes, joinedMs };
}
