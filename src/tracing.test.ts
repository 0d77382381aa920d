import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { otlpTracer } from "./adapters/otlp-tracer.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { relayedPair } from "./testing/relayed-pair.ts";
import { TestApp } from "./testing/test-app.ts";
import { attributesOf, type CollectedSpan, TraceCollector } from "./testing/trace-collector.ts";

const CODE = "314159";
const SDP = "v=0 o=- 46117 2 IN IP4 198.51.100.8 s=holiday-in-rome.jpg";

let collector: TraceCollector;
let app: TestApp | undefined;

beforeEach(() => {
  collector = new TraceCollector();
});

afterEach(async () => {
  await app?.remove();
  app = undefined;
  await collector.stop();
});

async function traced(): Promise<TestApp> {
  const options = { endpoint: collector.url, headers: {}, serviceName: "nas", version: "9.9.9" };
  const server: TestApp = await TestApp.start(
    { TRUST_PROXY: "1" },
    { clock: systemClock, tracer: otlpTracer(options, { clock: systemClock, log: { write() {} } }) },
  );
  app = server;
  return server;
}

/** The only span of this name, or with these attributes. */
function only(name: string, attributes: Record<string, unknown> = {}): CollectedSpan {
  const found = collector.named(name).filter((span) => {
    const has = attributesOf(span);
    return Object.entries(attributes).every(([key, value]) => has[key] === value);
  });
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} spans ${name}`);
  return found[0];
}

const isChildOf = (span: CollectedSpan, parent: CollectedSpan) =>
  span.parentSpanId === parent.spanId && span.traceId === parent.traceId;

describe("traces of a whole session", () => {
  beforeEach(async () => {
    const server = await traced();
    const open = () => server.open("/ws", { "X-Forwarded-For": "203.0.113.77" });
    const [host, guest, other] = [await open(), await open(), await open()];
    const { code } = await host.ask({ type: "create" });
    await other.ask({ type: "join", code: code === CODE ? "314160" : CODE });
    await guest.ask({ type: "join", code });
    await host.hear("peer-joined");
    host.say({ type: "signal", description: { type: "offer", sdp: SDP } });
    await guest.hear("signal");
    const ends = await relayedPair([host.place, guest.place], server.relay?.port ?? 0);
    ends[0].sendData(0x4000, new Uint8Array(1_000));
    await ends[1].hearData();
    for (const end of ends) await end.refresh(0);
    guest.drop();
    await host.hear("peer-away");
    await other.ask(guest.resume());
    await host.hear("peer-back");
    host.say({ type: "leave" });
    await other.hear("peer-left");
    await server.get("/holiday-in-rome.jpg");
    await server.get("/health");
    await server.get("/stats"); // a request's span ends a turn after its answer
    await server.stop(); // what has not been sent by now is sent now
    for (const end of ends) end.socket.close();
  });

  test("[OBS7] the session's span is the parent of its messages and allocations, which link to their sockets", () => {
    const session = only("session");
    expect(session.parentSpanId ?? "").toBe("");
    expect(attributesOf(session)).toEqual({ "p2p_share.end": "ended", "p2p_share.bytes": 1_000 });
    expect(session.events.map(({ name }) => name)).toEqual(["created", "joined", "resumed", "left", "ended"]);
    const missed = only("signaling join", { "p2p_share.error": "unknown-code" });
    const messages = ["create", "join", "signal", "resume", "leave"].flatMap((type) =>
      collector.named(`signaling ${type}`).filter(({ spanId }) => spanId !== missed.spanId),
    );
    expect(messages).toHaveLength(5);
    const sockets = collector.named("socket");
    for (const span of messages) {
      expect([span.name, isChildOf(span, session)]).toEqual([span.name, true]);
      expect(sockets.map(({ spanId }) => spanId)).toContain(span.links[0]?.spanId ?? "");
    }
    expect(sockets.some((socket) => isChildOf(missed, socket))).toBe(true);
    const allocations = collector.named("relay allocation");
    expect(allocations.map((span) => [isChildOf(span, session), attributesOf(span)])).toEqual(
      [1_000, 0].map((bytes) => [
        true,
        {
          "p2p_share.end": "released",
          "p2p_share.transport": "udp",
          "p2p_share.messages": bytes > 0 ? 1 : 0,
          "p2p_share.bytes": bytes,
        },
      ]),
    );
  });

  test("[OBS7] sockets and requests have spans of their own, and each takes the time that it took", () => {
    const ends = collector.named("socket").map((span) => attributesOf(span)["p2p_share.end"]);
    expect(ends.sort()).toEqual(["left", "left", "lost"]);
    expect(attributesOf(only("GET /health"))).toEqual({
      "http.request.method": "GET",
      "http.route": "/health",
      "http.response.status_code": 200,
    });
    expect(attributesOf(only("GET /*"))).toMatchObject({ "http.response.status_code": 404 });
    expect(collector.named("GET /ws").map((span) => attributesOf(span)["http.response.status_code"])).toEqual(
      [101, 101, 101],
    );
    for (const { startTimeUnixNano, endTimeUnixNano } of collector.spans) {
      expect(BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano)).toBe(true);
    }
  });

  test("[OBS8] hold nothing but numbers and words from closed lists", () => {
    const all = collector.requests.map(({ text }) => text).join("\n");
    for (const word of ["203.0.113", "198.51.100", "127.0.0.1", "v=0", "holiday", "user-agent", CODE]) {
      expect(all).not.toContain(word);
    }
    const { place } = { place: collector.spans.map(attributesOf) };
    const words = new Set(
      place.flatMap((attributes) => Object.values(attributes)).filter((value) => typeof value === "string"),
    );
    for (const word of words) expect(word).toMatch(/^[a-z-]{3,20}$|^GET$|^\/[a-z]*\*?$/);
  });
});

/** Status of the answer to a request that no well-behaved client makes. */
async function statusOf(port: number, head: string): Promise<number> {
  const tcp = connect({ host: "127.0.0.1", port });
  let answer = "";
  await new Promise<void>((resolve, reject) => {
    tcp.on("data", (bytes) => {
      answer += bytes.toString("latin1");
      if (answer.includes("\r\n")) resolve();
    });
    tcp.once("error", reject);
    tcp.once("close", () => reject(new Error("closed before an answer")));
    tcp.write(`${head}\r\n\r\n`);
  });
  tcp.destroy();
  return Number(answer.split(" ")[1]);
}

test("[OBS7] a request that names no real host is answered as any other, and its route is none of the known", async () => {
  const { port, log } = await traced();
  const socket =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  const hosts = ["", "a b", "[::1", "x:99999"];
  expect(await statusOf(port, "GET /health HTTP/1.0")).toBe(200);
  for (const host of hosts) {
    expect([host, await statusOf(port, `GET /health HTTP/1.1\r\nHost: ${host}`)]).toEqual([host, 200]);
    expect([host, await statusOf(port, `GET /ws HTTP/1.1\r\nHost: ${host}\r\n${socket}`)]).toEqual([
      host,
      101,
    ]);
  }
  await app?.get("/stats"); // a request's span ends a turn after its answer
  await app?.stop();
  const spans = collector.named("GET /*").map((span) => attributesOf(span)["http.response.status_code"]);
  expect(spans.sort()).toEqual([101, 101, 101, 101, 200, 200, 200, 200, 200]);
  expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
});

describe("the collector", () => {
  const log: string[] = [];
  const write = (_: string, event: string) => void log.push(event);

  function tracerTo(endpoint: string, clock = systemClock) {
    log.length = 0;
    const options = {
      endpoint,
      headers: { authorization: "Bearer abc" },
      serviceName: "nas",
      version: "9.9.9",
      delayMs: 1,
    };
    return otlpTracer(options, { clock, log: { write } });
  }

  test.each(["", "/", "/otlp", "/otlp/"])(
    "[OBS6] gets its traces at %p and /v1/traces, with the headers and the name of the service",
    async (base) => {
      const tracer = tracerTo(`${collector.url}${base}`);
      tracer.start("session").end();
      await tracer.stop();
      const [request] = collector.requests;
      expect(request?.path).toBe(`${base.replace(/\/$/, "")}/v1/traces`);
      expect(request?.headers.get("authorization")).toBe("Bearer abc");
      expect(request?.headers.get("content-type")).toBe("application/json");
      expect(collector.resource).toEqual({ "service.name": "nas", "service.version": "9.9.9" });
    },
  );

  test("[OBS9] that takes nothing is told of once, and once more when it does again", async () => {
    const tracer = tracerTo(collector.url);
    collector.answer = 400;
    for (let batch = 1; batch <= 3; batch++) {
      tracer.start("session").end();
      await collector.hear(batch);
    }
    collector.answer = 200;
    tracer.start("session").end();
    await collector.hear(4);
    await tracer.stop();
    expect(log).toEqual(["traces-lost", "traces-back"]);
  });

  /** A clock whose next wait is over when it is said. */
  function hurriedClock() {
    const planned: { readonly ms: number; readonly then: () => void }[] = [];
    const after = (ms: number, then: () => void) => {
      planned.push({ ms, then });
      return () => undefined;
    };
    return { ...systemClock, after, planned };
  }

  test("[OBS9] that never answers holds up the end for a second, and a flood of spans no memory", async () => {
    collector.answer = "never";
    const clock = hurriedClock();
    const tracer = tracerTo(collector.url, clock);
    for (let i = 0; i < 20_000; i++) tracer.start("session").end();
    await collector.hear(1);
    const stopped = tracer.stop();
    expect(clock.planned.map(({ ms }) => ms)).toEqual([1_000]);
    clock.planned[0]?.then();
    await stopped;
    expect(collector.spans.length).toBeLessThanOrEqual(2_048);
  });

  test("[OBS9] that is not there holds up the end no longer", async () => {
    const gone = new TraceCollector();
    const { url } = gone;
    await gone.stop();
    const clock = hurriedClock();
    const tracer = tracerTo(url, clock);
    tracer.start("session").end();
    const stopped = tracer.stop();
    clock.planned[0]?.then();
    await stopped;
    expect(log.length).toBeLessThanOrEqual(1);
  });
});
