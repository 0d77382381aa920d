import { beforeEach, describe, expect, test } from "bun:test";
import type { DataLink } from "../engine/ports.ts";
import { FakeChannel, LinkLog } from "../testing/fake-channel.ts";
import { dataLink } from "./data-link.ts";

let channel: FakeChannel;
let log: LinkLog;
let link: DataLink;

beforeEach(() => {
  channel = new FakeChannel();
  log = new LinkLog();
  link = dataLink(channel.asChannel, log);
});

/** What became of a promise by now. */
async function fate(promise: Promise<void>): Promise<string> {
  const pending = Promise.resolve().then(() => "pending");
  return Promise.race([
    promise.then(
      () => "resolved",
      () => "rejected",
    ),
    pending.then((it) => it),
  ]);
}

describe("a browser's channel", () => {
  test("[XFER15] tells once that it is open, whether it opens before or after it is taken over", async () => {
    channel.open();
    await Promise.resolve();
    expect(log.heard).toEqual(["opened"]);

    const open = new FakeChannel();
    open.readyState = "open";
    const other = new LinkLog();
    dataLink(open.asChannel, other);
    await Promise.resolve();
    open.receive("hello");
    expect(other.heard).toEqual(["opened", "hello"]);
  });

  test("[XFER15] is known to be open before what arrives on it is told", () => {
    channel.readyState = "open";
    channel.receive("hello");
    expect(log.heard).toEqual(["opened", "hello"]);
  });

  test("[XFER15] that closed while it was handed over says so", async () => {
    const closed = new FakeChannel();
    closed.readyState = "closed";
    const other = new LinkLog();
    dataLink(closed.asChannel, other);
    await Promise.resolve();
    expect(other.heard).toEqual(["closed"]);
  });

  test("[XFER2] carries texts and bytes, and nothing before it is open or after its end", () => {
    link.sendText("early");
    channel.open();
    link.sendText("text");
    link.sendBytes(new Uint8Array([1, 2]));
    channel.receive(new Uint8Array([3]).buffer);
    channel.close();
    link.sendText("late");
    expect(channel.sent).toEqual(["text", new Uint8Array([1, 2])]);
    expect(log.heard).toEqual(["opened", [3], "closed"]);
    expect(channel.binaryType).toBe("arraybuffer");
  });

  test("[XFER5] lets each sender go on when its own mark is reached", async () => {
    channel.open();
    channel.send(new Uint8Array(100));
    const high = link.drained(50);
    const low = link.drained(10);
    expect([await fate(high), await fate(low)]).toEqual(["pending", "pending"]);
    channel.drainTo(40);
    expect([await fate(high), await fate(low)]).toEqual(["resolved", "pending"]);
    channel.drainTo(10);
    expect(await fate(low)).toBe("resolved");
    expect(await fate(link.drained(10))).toBe("resolved");
  });

  test("[XFER5] lets nobody wait for a channel that is closed", async () => {
    channel.open();
    channel.send(new Uint8Array(100));
    const waiting = link.drained(50);
    channel.close();
    expect(await fate(waiting)).toBe("rejected");
    expect(await fate(link.drained(1_000))).toBe("rejected");
    expect(link.isOpen()).toBe(false);
  });
});
