import { describe, expect, test } from "bun:test";
import type { Sha256 } from "#protocol/ids.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { StreamedFile } from "../service-worker/streamed-file.ts";
import { SavingWorld, testFile, testPlan, testSession, turn } from "../testing/saving-world.ts";
import type { StreamState } from "./stream-messages.ts";

const HASH = "a".repeat(64) as Sha256;
const BYTES = new SeededRandom(5).bytes(300_000);
const NAME = "Müll 'n' (1)*.bin";

/** A page whose downloads are served by a service worker, up to the point where the browser asks. */
function streaming() {
  const world = new SavingWorld();
  const served = Promise.withResolvers<StreamedFile>();
  const page = new MessageChannel();
  const ended = new Promise<StreamState>((resolve) => {
    page.port1.onmessage = ({ data }) => resolve(data);
  });
  const saving = world.page({}, (download) => {
    const sink = new MessageChannel();
    served.resolve(new StreamedFile(download, sink.port2, page.port2));
    return sink.port1;
  });
  const file = testFile(BYTES.length, { name: NAME });
  return {
    world,
    ended,
    served: served.promise,
    opened: saving.open(testSession(), file, testPlan("stream")),
  };
}

async function begun() {
  const stream = streaming();
  const response = (await stream.served).response();
  return { ...stream, response, sink: await stream.opened };
}

const part = (from: number, to: number) => BYTES.slice(from, to);

describe("a streamed download", () => {
  test("[XFER16] brings every byte, with its length and its name in front", async () => {
    const { sink, response, ended } = await begun();
    expect(sink.method).toBe("stream");
    const body = response.bytes();
    await sink.write(part(0, 200_000), { end: 200_000, hash: HASH });
    await sink.write(part(200_000, 300_000), { end: 300_000, hash: HASH });
    expect(await sink.finish()).toEqual({ type: "in-place" });
    expect(Buffer.compare(await body, BYTES)).toBe(0);
    expect(await ended).toEqual({ type: "ended" });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-length": "300000",
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename*=UTF-8''M%C3%BCll%20%27n%27%20%281%29%2A.bin",
    });
  });

  test("[XFER16] takes no more than the browser wants", async () => {
    const { sink, response } = await begun();
    await sink.write(part(0, 100), { end: 100, hash: HASH });
    const order: string[] = [];
    const second = sink.write(part(100, 200), { end: 200, hash: HASH }).then(() => order.push("written"));
    await turn();
    order.push("read");
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(100);
    await second;
    expect(order).toEqual(["read", "written"]);
  });

  test("[XFER16] that is given up ends in an error, not as a whole file", async () => {
    const { sink, response, ended } = await begun();
    const body = response.bytes();
    await sink.write(part(0, 100), { end: 100, hash: HASH });
    await sink.abort();
    await expect(body).rejects.toThrow();
    await ended;
  });

  test("[XFER16] that the person cancels is an error for who writes", async () => {
    const { sink, response, ended } = await begun();
    await response.body?.cancel();
    await ended;
    await expect(sink.write(part(0, 100), { end: 100, hash: HASH })).rejects.toThrow("cancelled");
  });

  test("[XFER16] cannot be begun anew", async () => {
    const { sink } = await begun();
    await sink.write(part(0, 100), { end: 100, hash: HASH });
    await sink.truncate(100);
    await expect(sink.truncate(0)).rejects.toThrow();
  });

  test("[XFER16] that the browser does not begin gives way to another method", async () => {
    const { world, served, opened } = streaming();
    await served;
    world.clock.advance(15_000);
    expect((await opened).method).toBe("opfs");
  });
});

test("[XFER16] a download that was given up before it began is none", async () => {
  const [sink, page] = [new MessageChannel(), new MessageChannel()];
  const file = new StreamedFile({ name: NAME, size: 9 }, sink.port2, page.port2);
  const ended = new Promise((resolve) => {
    page.port1.onmessage = ({ data }) => resolve(data);
  });
  sink.port1.postMessage({ type: "abort" });
  expect(await ended).toEqual({ type: "ended" });
  expect(file.response().type).toBe("error");
  for (const { port1 } of [sink, page]) port1.close();
});

test("[XFER16] a slow disk is waited for, a service worker that is gone is not", async () => {
  const world = new SavingWorld();
  const { port1, port2 } = new MessageChannel();
  let isGone = false;
  const pinged: (() => void)[] = [];
  port2.onmessage = ({ data }) => {
    if (data.type !== "ping") return;
    if (!isGone) port2.postMessage({ type: "pong" });
    pinged.shift()?.();
  };
  const ping = () => new Promise<void>((resolve) => void pinged.push(resolve));
  port2.postMessage({ type: "next" });
  const sink = await world.page({}, () => port1).open(testSession(), testFile(9), testPlan("stream"));
  await sink.write(new Uint8Array(4), { end: 4, hash: HASH });
  const second = sink.write(new Uint8Array(5), { end: 9, hash: HASH }).catch((error: Error) => error.message);
  for (let i = 0; i < 5; i++) {
    const heard = ping();
    world.clock.advance(10_000);
    await heard;
    await turn();
  }
  isGone = true;
  const unheard = ping();
  world.clock.advance(10_000);
  await unheard;
  await turn();
  world.clock.advance(10_000);
  expect(await second).toBe("the download has stopped");
  port2.close();
});
