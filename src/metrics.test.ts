import { afterEach, describe, expect, test } from "bun:test";
import { relayedPair } from "./testing/relayed-pair.ts";
import { TestApp } from "./testing/test-app.ts";

let app: TestApp | undefined;

afterEach(async () => {
  await app?.remove();
  app = undefined;
});

const LIMITED = { RATE_LIMIT_MISSES: "1/1h", RATE_LIMIT_CREATES: "2/1h" };

async function started(env: Record<string, string> = {}): Promise<TestApp> {
  app = await TestApp.start(env);
  return app;
}

/** Every sample by its name and labels, as they are written. */
async function scrape(server: TestApp): Promise<ReadonlyMap<string, number>> {
  const text = await (await server.get("/metrics")).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

describe("GET /metrics", () => {
  test("[OBS1] answers in Prometheus' text format", async () => {
    const answer = await (await started()).get("/metrics");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
      "no-store",
    ]);
    expect(await answer.text()).toContain('p2p_share_build_info{version="9.9.9",runtime="bun ');
  });

  test("[OBS1] is not there with METRICS=off", async () => {
    const server = await started({ METRICS: "off" });
    expect((await server.get("/metrics")).status).toBe(404);
    expect((await server.get("/stats")).status).toBe(200);
  });

  test("[OBS2] names, types and help follow the conventions, and every label value is there from the start", async () => {
    const text = await (await (await started()).get("/metrics")).text();
    const types = new Map(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => [name, type]),
    );
    const helps = [...text.matchAll(/^# HELP (\S+) .+$/gm)].map(([, name = ""]) => name);
    expect([...types.keys()]).toEqual(helps);
    for (const [name, type] of types) {
      expect(name).toMatch(/^(p2p_share|process)_[a-z_]+$/);
      expect([name, name.endsWith("_total")]).toEqual([name, type === "counter"]);
      expect(name).not.toMatch(/(ms|millis|kb|mb|minutes)(_|$)/);
    }
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    expect([...labels].sort()).toEqual([
      "code",
      "event",
      "le",
      "level",
      "limit",
      "outcome",
      "reason",
      "runtime",
      "type",
      "version",
    ]);
    expect(text).toContain('p2p_share_relay_dropped_total{reason="no-permission"} 0\n');
    expect(text).toContain('p2p_share_rate_limited_total{limit="global-misses"} 0\n');
  });

  test("[OBS3] tells what has happened, as /stats does", async () => {
    const server = await started(LIMITED);
    const [host, guest] = await server.pair();
    const [one, two] = await relayedPair([host.place, guest.place], server.relay?.port ?? 0);
    const guesser = await server.open();
    const code = host.place?.["code"] === "314159" ? "314160" : "314159";
    for (const message of [
      { type: "join", code },
      { type: "join", code },
      { type: "what" },
      { type: "ping" },
      { type: "create" },
      { type: "leave" },
      { type: "create" },
    ]) {
      guesser.say(message);
    }
    for (const heard of ["error", "error", "error", "pong", "created", "error"]) await guesser.hear(heard);
    one.sendData(0x4000, new Uint8Array(1_000));
    await two.hearData();
    one.sendData(0x4005, new Uint8Array(1));
    await one.binding(); // behind it: the one before was dropped by now
    const metrics = await scrape(server);
    const stats = await server.stats();
    const told = Object.fromEntries([...metrics].filter(([, value]) => value > 0));
    expect(told).toMatchObject({
      p2p_share_sessions: 1,
      p2p_share_places: 2,
      p2p_share_sockets: 3,
      p2p_share_sockets_opened_total: 3,
      p2p_share_join_misses_total: 1,
      'p2p_share_session_events_total{event="created"}': 2,
      'p2p_share_session_events_total{event="joined"}': 1,
      'p2p_share_session_events_total{event="left"}': 1,
      'p2p_share_session_events_total{event="ended"}': 1,
      'p2p_share_rate_limited_total{limit="misses"}': 1,
      'p2p_share_rate_limited_total{limit="creates"}': 1,
      'p2p_share_signaling_messages_total{type="create"}': 3,
      'p2p_share_signaling_messages_total{type="join"}': 3,
      'p2p_share_signaling_messages_total{type="ping"}': 1,
      'p2p_share_signaling_messages_total{type="leave"}': 1,
      'p2p_share_signaling_messages_total{type="invalid"}': 1,
      'p2p_share_signaling_errors_total{code="rate-limited"}': 2,
      'p2p_share_signaling_errors_total{code="unknown-code"}': 1,
      p2p_share_relay_allocations: 2,
      p2p_share_relay_allocations_created_total: 2,
      p2p_share_relay_messages_total: 1,
      p2p_share_relay_bytes_total: 1_000,
      'p2p_share_relay_dropped_total{reason="no-channel"}': 1,
    });
    expect(stats).toMatchObject({
      sessions: 1,
      peers: 2,
      sockets: 3,
      wrongCodes: 1,
      limited: 2,
      relayAllocations: 2,
      relayMessages: 1,
      relayBytes: 1_000,
      relayDroppedNoChannel: 1,
    });
    one.socket.close();
    two.socket.close();
  });

  test("[OBS3] keeps what allocations have carried when they are over", async () => {
    const server = await started();
    const [host, guest] = await server.pair();
    const [one, two] = await relayedPair([host.place, guest.place], server.relay?.port ?? 0);
    one.sendData(0x4000, new Uint8Array(700));
    await two.hearData();
    await one.refresh(0);
    await two.refresh(0);
    const told = Object.fromEntries(await scrape(server));
    expect(told).toMatchObject({
      p2p_share_relay_allocations: 0,
      p2p_share_relay_allocations_created_total: 2,
      p2p_share_relay_bytes_total: 700,
      p2p_share_relay_messages_total: 1,
    });
    one.socket.close();
    two.socket.close();
  });

  test("[OBS3] counts lines of the log by level, written or not", async () => {
    const server = await started();
    await server.open();
    const told = Object.fromEntries(await scrape(server));
    expect(told['p2p_share_log_lines_total{level="debug"}']).toBe(1);
  });

  test("[OBS3] counts sockets that said nothing any more", async () => {
    const server = await started();
    const socket = await server.open();
    server.clock.advance(91_000);
    await socket.closed;
    const told = Object.fromEntries(await scrape(server));
    expect(told['p2p_share_sockets_dropped_total{reason="silent"}']).toBe(1);
  });

  test("[OBS4] tells how late the event loop is, looked at once a second", async () => {
    const server = await started();
    server.clock.advance(3_000);
    const told = Object.fromEntries(await scrape(server));
    expect(told).toMatchObject({
      p2p_share_event_loop_lag_seconds_count: 3,
      p2p_share_event_loop_lag_seconds_sum: 0,
      'p2p_share_event_loop_lag_seconds_bucket{le="0.001"}': 3,
      'p2p_share_event_loop_lag_seconds_bucket{le="+Inf"}': 3,
      p2p_share_uptime_seconds: 3,
    });
  });

  test("[OBS1] says so where the numbers cannot be told, and logs why", async () => {
    app = await TestApp.start(
      {},
      {
        processFacts: () => {
          throw new RangeError("not for the network");
        },
      },
    );
    const answer = await app.get("/metrics");
    expect([answer.status, await answer.text()]).toEqual([500, "The numbers could not be told.\n"]);
    expect(app.log.lines.map(({ level, event }) => [level, event])).toEqual([["error", "metrics-fault"]]);
  });
});
