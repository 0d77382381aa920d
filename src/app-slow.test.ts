import { afterEach, beforeEach, expect, test } from "bun:test";
import { RawSocket } from "./testing/raw-socket.ts";
import { TestApp } from "./testing/test-app.ts";

const KEPT_BYTES = 262_144;
const SDP = "v".repeat(32_768);
const SIGNAL = { type: "signal", description: { type: "offer", sdp: SDP } } as const;
const SIGNAL_BYTES = JSON.stringify(SIGNAL).length + 4; // with the frame's header

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start();
});

afterEach(() => app.remove());

test("[SIG20] who does not read is dropped with no more than 256 KiB waiting; its peer goes on", async () => {
  const host = await app.open();
  const { code } = await host.ask({ type: "create" });
  const slow = await RawSocket.ask(app.port);
  slow.say({ type: "join", code });
  await host.hear("peer-joined");
  await host.ask({ type: "ping" });
  slow.stopReading();
  // The system takes some megabytes before anything waits in the server.
  let sent = 0;
  let heard = "";
  for (; sent < 2_000 && heard !== "peer-away"; sent++) {
    heard = (await host.say(SIGNAL).ask({ type: "ping" })).type;
  }
  expect(heard).toBe("peer-away");
  expect(await app.stats()).toMatchObject({ slowSockets: 1, sockets: 1, away: 1, peers: 2 });
  expect(app.log.lines.filter(({ level }) => level !== "debug")).toEqual([
    { level: "warn", event: "socket-slow", fields: {} },
  ]);
  slow.readAgain();
  await slow.closed;
  // What was sent and did not arrive had to wait in the server.
  expect(sent * SIGNAL_BYTES - slow.received).toBeLessThanOrEqual(KEPT_BYTES + SIGNAL_BYTES);
  expect(await host.hear()).toEqual({ type: "pong" });
});
