import { afterEach, describe, expect, test } from "bun:test";
import { MAX_LANES } from "#protocol/lanes.ts";
import { laneSignals } from "./testing/lane-signals.ts";
import { TestApp, type TestSocket } from "./testing/test-app.ts";

let app: TestApp;

afterEach(() => app.remove());

/** Everything arrives at the other one as it was said, and in order. */
async function expectPassedOn(from: TestSocket, to: TestSocket, connection: number): Promise<void> {
  const signals = laneSignals(MAX_LANES, connection);
  for (const signal of signals) from.say(signal);
  for (const signal of signals) expect(await to.hear()).toEqual(signal);
}

describe("lanes", () => {
  test.each([
    ["as many as by default", {}, 4],
    ["one", { LANES: "1" }, 1],
    ["all there can be", { LANES: "8" }, 8],
  ])("[SIG25] both peers hear how many: %s", async (_, env, lanes) => {
    app = await TestApp.start(env);
    const [host, guest] = await app.pair();
    expect([host.place?.["lanes"], guest.place?.["lanes"]]).toEqual([lanes, lanes]);
  });

  test("[SIG25] who restores a session hears of them, too, as they are by then", async () => {
    app = await TestApp.start({ LANES: "8" });
    const [host] = await app.pair();
    const place = host.resume();
    await app.remove();
    app = await TestApp.start({ LANES: "2" });
    const again = await app.open();
    expect(await again.ask({ ...place, type: "restore", role: "sender" })).toMatchObject({
      type: "joined",
      lanes: 2,
    });
  });

  test("[SIG25] two devices behind one address may make all of eight at once, and twice anew", async () => {
    app = await TestApp.start();
    const [host, guest] = await app.pair();
    for (let connection = 0; connection < 3; connection++) {
      await Promise.all([expectPassedOn(host, guest, connection), expectPassedOn(guest, host, connection)]);
    }
    expect(await app.stats()).toMatchObject({ limited: 0, sockets: 2 });
  });

  test("[SIG25] a device that was away hears all that the other one said to make eight", async () => {
    app = await TestApp.start();
    const [host, guest] = await app.pair();
    guest.drop();
    await host.hear("peer-away");
    const signals = laneSignals(MAX_LANES, 1);
    for (const signal of signals) host.say(signal);
    expect(await host.ask({ type: "ping" })).toEqual({ type: "pong" }); // nothing was refused before
    const again = await app.open();
    expect(await again.ask(guest.resume())).toMatchObject({ type: "resumed" });
    for (const signal of signals) expect(await again.hear()).toEqual(signal);
  });
});
