import { afterEach, describe, expect, test } from "bun:test";
import type { SessionId } from "#protocol/ids.ts";
import { jsonAudit, noAudit, sessionName } from "./adapters/json-audit.ts";
import type { TurnClient } from "./self-check/turn-client.ts";
import { relayedPair } from "./testing/relayed-pair.ts";
import { TestApp } from "./testing/test-app.ts";

type Line = Readonly<Record<string, unknown>>;

let app: TestApp | undefined;
let ends: readonly TurnClient[] = [];

afterEach(async () => {
  for (const end of ends) end.socket.close();
  await app?.remove();
  app = undefined;
  ends = [];
});

/** A server that writes its audit down. */
async function audited(level: "on" | "addresses", env: Record<string, string> = {}) {
  const lines: Line[] = [];
  const audit = jsonAudit(level, (line) => lines.push(JSON.parse(line) as Line));
  app = await TestApp.start({ TRUST_PROXY: "1", ...env }, { audit });
  return { server: app, lines };
}

/** The lines about a session, without their times. */
function about(lines: readonly Line[], place: Line | undefined): Line[] {
  const name = sessionName(place?.["sessionId"] as SessionId);
  return lines
    .filter(({ session }) => session === name)
    .map(({ time: _, kind: __, session: ___, ...rest }) => rest);
}

describe("the audit log", () => {
  test("[OBS11] tells what became of a session, with times and the bytes that the relay carried", async () => {
    const { server, lines } = await audited("on");
    const [host, guest] = await server.pair({ "X-Forwarded-For": "203.0.113.7" });
    ends = await relayedPair([host.place, guest.place], server.relay?.port ?? 0);
    const [one, two] = ends;
    one?.sendData(0x4000, new Uint8Array(1_200));
    await two?.hearData();
    for (const end of ends) await end.refresh(0);
    server.clock.advance(60_000);
    host.say({ type: "leave" });
    await guest.hear("peer-left");
    expect(about(lines, host.place)).toEqual([
      { action: "created" },
      { action: "joined" },
      { action: "left" },
      { action: "ended", relayedBytes: 1_200, durationMs: 60_000 },
    ]);
    for (const line of lines) {
      expect(line["kind"]).toBe("audit");
      expect(line["time"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  test("[OBS12] tells what the relay carried after the end too, once its last allocation is over", async () => {
    const { server, lines } = await audited("on");
    const [host, guest] = await server.pair();
    ends = await relayedPair([host.place, guest.place], server.relay?.port ?? 0);
    const [one, two] = ends;
    const carry = async (bytes: number) => {
      one?.sendData(0x4000, new Uint8Array(bytes));
      await two?.hearData();
    };
    await carry(500);
    host.say({ type: "leave" });
    await guest.hear("peer-left");
    await carry(300);
    await one?.refresh(0);
    expect(about(lines, host.place).at(-1)).toEqual({ action: "ended", relayedBytes: 500, durationMs: 0 });
    await two?.refresh(0);
    expect(about(lines, host.place).at(-1)).toEqual({ action: "relayed", relayedBytes: 800 });
  });

  test("[OBS12] loses nothing when the server stops", async () => {
    const { server, lines } = await audited("on");
    const [host, guest] = await server.pair();
    ends = await relayedPair([host.place, guest.place], server.relay?.port ?? 0);
    ends[0]?.sendData(0x4000, new Uint8Array(400));
    await ends[1]?.hearData();
    await server.stop();
    const told = about(lines, host.place);
    expect(told.filter(({ relayedBytes }) => relayedBytes === 400)).toHaveLength(1);
    expect(["ended", "stopped"]).toContain(told.at(-1)?.["action"] as string);
  });

  test("[OBS11] tells of codes that nobody used, wrong ones, limits, and places that were lost", async () => {
    const { server, lines } = await audited("on", {
      RATE_LIMIT_MISSES: "1/1h",
      RATE_LIMIT_CONNECTIONS: "5/1h",
    });
    const waiting = await server.open();
    await waiting.ask({ type: "create" });
    const [host, guest] = await server.pair();
    const guesser = await server.open();
    const code = [waiting, host].some(({ place }) => place?.["code"] === "314159") ? "271828" : "314159";
    await guesser.ask({ type: "join", code });
    await guesser.ask({ type: "join", code });
    await server.open();
    await expect(server.open()).rejects.toThrow("refused");
    guest.drop();
    await host.hear("peer-away");
    while (!lines.some(({ action }) => action === "gone")) {
      server.clock.advance(30_000);
      for (const { socket } of [waiting, host]) socket.send('{"type":"ping"}');
      await server.stats();
    }
    while (!lines.some(({ action }) => action === "expired")) {
      server.clock.advance(30_000);
      await server.stats();
    }
    expect(about(lines, waiting.place)).toEqual([
      { action: "created" },
      { action: "expired", relayedBytes: 0, durationMs: 300_000 },
    ]);
    const ended = about(lines, host.place).slice(2);
    expect(ended).toMatchObject([{ action: "gone" }, { action: "ended", relayedBytes: 0 }]);
    const others = lines.filter(
      ({ session, action }) => session === undefined && action !== "connected" && action !== "closed",
    );
    expect(others.map(({ action, limit }) => [action, limit])).toEqual([
      ["missed", undefined],
      ["limited", "misses"],
      ["refused", "connections"],
    ]);
  });

  test("[OBS11] has addresses with AUDIT_LOG=addresses only", async () => {
    for (const level of ["on", "addresses"] as const) {
      const { server, lines } = await audited(level);
      const host = await server.open("/ws", { "X-Forwarded-For": "203.0.113.7" });
      await host.ask({ type: "create" });
      const addresses = lines.map(({ action, address }) => [action, address]);
      const address = level === "addresses" ? "203.0.113.7" : undefined;
      expect(addresses).toEqual([
        ["connected", address],
        ["created", address],
      ]);
      await server.remove();
      app = undefined;
    }
  });

  test("[OBS11] names a session by a hash of its id, by which nobody can take a place in it", async () => {
    const { server, lines } = await audited("addresses");
    const host = await server.open();
    await host.ask({ type: "create" });
    const id = String(host.place?.["sessionId"]);
    const text = JSON.stringify(lines);
    expect(text).not.toContain(id);
    expect(text).not.toContain(String(host.place?.["code"]));
    const hash = new Bun.CryptoHasher("sha256").update(id).digest("hex");
    expect(lines.at(-1)?.["session"]).toBe(hash.slice(0, 16));
  });

  test("[OBS11] is off by default, and keeps nothing then", () => {
    expect(noAudit.isOn).toBe(false);
    expect(noAudit.record({ action: "connected", address: "203.0.113.7" })).toBeUndefined();
  });
});
