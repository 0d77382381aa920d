import { afterEach, describe, expect, test } from "bun:test";
import { TestApp, type TestSocket } from "./testing/test-app.ts";

let app: TestApp;

afterEach(() => app.remove());

const announce = (name: string) => ({ type: "announce", name, kind: "computer" });
const seenIn = ({ devices }: Record<string, unknown>) =>
  (devices as readonly { readonly id: string; readonly name: string }[]).map(({ name }) => name);
const behind = (address: string) => ({ "X-Forwarded-For": address });

/** Announced, with its answer heard. */
async function device(name: string, headers: Record<string, string> = {}) {
  const socket = await app.open("/ws", headers);
  const answer = await socket.ask(announce(name));
  return { socket, id: String(answer["you"]), scope: answer["scope"], sees: seenIn(answer) };
}

/** Resolves when the server has one device left. */
async function alone(): Promise<void> {
  while ((await app.stats())["devices"] !== 1);
}

/** What it sees once the changes of the last moment are told. */
async function told(socket: TestSocket): Promise<string[]> {
  app.clock.advance(200);
  return seenIn(await socket.hear("nearby"));
}

describe("devices nearby", () => {
  test("[NEAR1] two pages of one network see each other, and one that goes is gone", async () => {
    app = await TestApp.start();
    const anna = await device("Anna");
    const ben = await device("Ben");
    expect([anna.scope, anna.sees, ben.sees]).toEqual(["network", ["Anna"], ["Anna", "Ben"]]);
    expect(await told(anna.socket)).toEqual(["Anna", "Ben"]);
    expect(await app.stats()).toMatchObject({ devices: 2 });
    ben.socket.socket.close();
    await alone();
    expect(await told(anna.socket)).toEqual(["Anna"]);
  });

  test("[NEAR10] one whose line is lost, or that falls silent, is off the list too", async () => {
    app = await TestApp.start({ HEARTBEAT_INTERVAL: "1s" });
    const [anna, ben] = [await device("Anna"), await device("Ben")];
    await told(anna.socket);
    app.clock.advance(2_000);
    await anna.socket.ask({ type: "ping" });
    app.clock.advance(1_000);
    await ben.socket.closed;
    await alone();
    expect(await told(anna.socket)).toEqual(["Anna"]);
  });

  test("[NEAR2] behind a trusted proxy networks are told apart by the addresses that it names", async () => {
    app = await TestApp.start({ TRUST_PROXY: "1" });
    const home = await device("Home", behind("192.168.1.20"));
    const other = await device("Other", behind("203.0.113.7"));
    const same = await device("Same", behind("203.0.113.7"));
    expect([home.sees, other.sees, same.sees]).toEqual([["Home"], ["Other"], ["Other", "Same"]]);
  });

  test("[NEAR4] behind a proxy that is not named everybody is hidden, with DISCOVERY=all nobody", async () => {
    app = await TestApp.start();
    await device("Anna", behind("203.0.113.7"));
    const hidden = await device("Ben", behind("203.0.113.7"));
    expect([hidden.scope, hidden.sees]).toEqual(["hidden", []]);
    await app.remove();
    app = await TestApp.start({ DISCOVERY: "all" });
    await device("Anna", behind("203.0.113.7"));
    const shown = await device("Ben", behind("203.0.113.8"));
    expect([shown.scope, shown.sees]).toEqual(["all", ["Anna", "Ben"]]);
  });

  test("[NEAR1] with DISCOVERY=off there are none, and the page can know before it asks", async () => {
    app = await TestApp.start({ DISCOVERY: "off" });
    expect(await (await app.get("/instance")).json()).toMatchObject({ discovery: "off" });
    const alone = await device("Anna");
    expect([alone.scope, alone.sees]).toEqual(["off", []]);
    expect(await app.stats()).toMatchObject({ devices: 0 });
  });
});

describe("an invitation", () => {
  test("[NEAR6] leads to the session by its code, whoever else is on which socket", async () => {
    app = await TestApp.start();
    const [anna, ben] = [await device("Anna"), await device("Ben")];
    await told(anna.socket);
    const sender = await app.open();
    const { code } = await sender.ask({ type: "create" });
    anna.socket.say({ type: "invite", to: ben.id, code, files: 2, bytes: 5 });
    const { invitation, ...invited } = await ben.socket.hear("invited");
    expect(invited as unknown).toMatchObject({ code, files: 2, bytes: 5, from: { name: "Anna" } });
    ben.socket.say({ type: "answer", invitation, accepted: true });
    expect((await anna.socket.hear("answered"))["outcome"]).toBe("accepted");
    const receiver = await app.open();
    expect((await receiver.ask({ type: "join", code: invited["code"] })).type).toBe("joined");
    expect(await app.stats()).toMatchObject({ invitations: 1, sessions: 1 });
    const metrics = await (await app.get("/metrics")).text();
    expect(metrics).toContain("p2p_share_devices 2\n");
    expect(metrics).toContain('p2p_share_invitations_total{outcome="accepted"} 1\n');
    expect(metrics).toContain('p2p_share_invitations_total{outcome="declined"} 0\n');
  });

  test("[NEAR7] ends within a second of its minute", async () => {
    app = await TestApp.start();
    const [anna, ben] = [await device("Anna"), await device("Ben")];
    await told(anna.socket);
    anna.socket.say({ type: "invite", to: ben.id, code: "482913", files: 1, bytes: 1 });
    await ben.socket.hear("invited");
    app.clock.advance(61_000);
    expect((await anna.socket.hear("answered"))["outcome"]).toBe("unanswered");
    expect((await ben.socket.hear("uninvited"))["reason"]).toBe("unanswered");
  });

  test("[NEAR9] is limited per address, however many sockets", async () => {
    app = await TestApp.start({ RATE_LIMIT_INVITES: "2/1m" });
    const [anna, ben] = [await device("Anna"), await device("Ben")];
    await told(anna.socket);
    const outcomes = [];
    for (const socket of [anna.socket, anna.socket, ben.socket]) {
      socket.say({ type: "invite", to: "0123456789abcdef", code: "482913", files: 1, bytes: 1 });
      outcomes.push((await socket.hear("answered"))["outcome"]);
    }
    expect(outcomes).toEqual(["gone", "gone", "limited"]);
    expect(await app.stats()).toMatchObject({ limited: 1 });
  });

  test("[NEAR6] leaves nothing in log and audit but that sockets opened and a limit was met", async () => {
    app = await TestApp.start({ LOG_LEVEL: "debug", RATE_LIMIT_INVITES: "1/1m" });
    const [anna, ben] = [await device("Anna's secret name"), await device("Ben")];
    await told(anna.socket);
    for (const outcome of ["invited", "limited"]) {
      anna.socket.say({ type: "invite", to: ben.id, code: "482913", files: 77_77, bytes: 987_654_321 });
      await (outcome === "invited" ? ben : anna).socket.hear();
    }
    const written = JSON.stringify([app.log.lines, app.audited]);
    for (const secret of ["secret name", "482913", "7777", "987654321", ben.id, anna.id]) {
      expect(written).not.toContain(secret);
    }
    expect(app.audited.filter((line) => !line.startsWith("connected"))).toEqual(["limited 127.0.0.1"]);
  });
});
