import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { DataLink } from "../engine/ports.ts";
import { FakeChannel, LinkLog } from "../testing/fake-channel.ts";
import { carryOver, portLink } from "./port-link.ts";

let channel: FakeChannel;
let log: LinkLog;
let link: DataLink;
let ports: MessageChannel;

beforeEach(() => {
  channel = new FakeChannel();
  log = new LinkLog();
  ports = new MessageChannel();
  carryOver(channel.asChannel, ports.port1);
  link = portLink(ports.port2, log);
});

afterEach(() => {
  ports.port1.close();
  ports.port2.close();
});

/** Resolves when something is true: messages between ports take turns of their own. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

async function opened(): Promise<void> {
  channel.open();
  await until(() => link.isOpen());
}

describe("a channel that its browser cannot transfer", () => {
  test("[XFER15] carries texts and bytes both ways over a port, in order", async () => {
    await opened();
    const bytes = new Uint8Array([1, 2, 3]);
    link.sendText("hello");
    link.sendBytes(bytes.subarray(1));
    bytes.fill(9); // a link copies what it sends
    channel.receive("there");
    channel.receive(new Uint8Array([7]).buffer);
    await until(() => channel.sent.length === 2 && log.heard.length === 3);
    expect(channel.sent).toEqual(["hello", new Uint8Array([2, 3])]);
    expect(log.heard).toEqual(["opened", "there", [7]]);
  });

  test("[XFER5] counts as queued what has not left the device, on whichever side of the port it is", async () => {
    await opened();
    link.sendBytes(new Uint8Array(1_000));
    link.sendBytes(new Uint8Array(500));
    expect(link.queuedBytes()).toBe(1_500);
    await until(() => channel.sent.length === 2);
    expect(link.queuedBytes()).toBe(1_500);
    const drained = link.drained(600);
    await until(() => channel.bufferedAmountLowThreshold === 600);
    channel.drainTo(600);
    await drained;
    expect(link.queuedBytes()).toBe(600);
    channel.drainTo(0);
    await until(() => link.queuedBytes() === 0); // told without being asked
  });

  test("[XFER15] says when it is closed, and lets nobody wait for it", async () => {
    await opened();
    link.sendBytes(new Uint8Array(1_000));
    const drained = link.drained(1).then(
      () => "resolved",
      () => "rejected",
    );
    channel.close();
    expect(await drained).toBe("rejected");
    await until(() => log.heard.includes("closed"));
    link.sendText("late");
    expect(link.isOpen()).toBe(false);
    expect(channel.sent).not.toContain("late");
  });
});
