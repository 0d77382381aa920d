import { afterEach, expect, test } from "bun:test";
import { cryptoHash } from "./adapters/crypto-hash.ts";
import { cryptoRandom } from "./adapters/crypto-random.ts";
import { startSelfCheck } from "./start-self-check.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { TestApp, TestSocket } from "./testing/test-app.ts";

let app: TestApp;

afterEach(() => app.remove());

/** Connections to the last one come from another address than that. */
test.each(["127.0.0.1", "localhost", "127.0.0.2"])(
  "[DIAG9] a whole server at %s checks itself by real sockets, and nothing of it counts for its clients",
  async (host) => {
    app = await TestApp.start({
      HOST: host,
      RATE_LIMIT_CONNECTIONS: "1/1h",
      RATE_LIMIT_CREATES: "1/1h",
      MAX_SESSIONS: "10",
    });
    const log = new MemoryLog();
    if (!app.subject) throw new Error("there is no app");
    await startSelfCheck(app.subject, {
      clock: app.clock,
      random: cryptoRandom,
      hash: cryptoHash,
      log,
      network: { inContainer: false, gateway: undefined, networks: [] },
      addresses: () => ({ lan: ["192.168.1.5"], container: [] }),
    });
    const found = Object.fromEntries(log.lines.map(({ fields }) => [fields?.["check"], fields?.["result"]]));
    const udpAndTcp = { stun: "ok", "turn-udp": "ok", "turn-tcp": "ok", "turn-tls": "off" };
    expect(found).toMatchObject({ health: "ok", websocket: "ok", ...udpAndTcp });
    const stats = await (await fetch(`http://${host}:${app.port}/stats`)).json();
    expect(stats).toMatchObject({ sessions: 0, sockets: 0, limited: 0, relayAllocations: 0 });
    expect(app.audited).toEqual([]);
    // The only connection that this address may have in an hour.
    const socket = new TestSocket(`ws://${host}:${app.port}/ws`);
    await socket.opened;
    expect(await socket.ask({ type: "create" })).toMatchObject({ type: "created" });
    socket.drop();
    await expect(new TestSocket(`ws://${host}:${app.port}/ws`).opened).rejects.toThrow("refused");
  },
);
