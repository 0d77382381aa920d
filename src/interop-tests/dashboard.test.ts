import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { TurnClient } from "../self-check/turn-client.ts";
import { asSent, type Dashboard, type PanelQuery, queriesOf } from "../testing/dashboard.ts";
import { Product } from "../testing/product.ts";
import { Prometheus, type Series } from "../testing/prometheus.ts";
import { relayedPair } from "../testing/relayed-pair.ts";
import { TestSocket } from "../testing/test-app.ts";
import { runTool } from "../testing/uclient.ts";

const GRAFANA = join(import.meta.dir, "..", "..", "config", "grafana");
const ALERTS = join(GRAFANA, "alerts.yml");

/** What is nothing as long as all goes well: faults of ours, delays, sockets that hang, a second start, a proxy. */
const MAY_BE_NOTHING =
  /level="error"|join_delay|joins_waiting|sockets_dropped|shared_address|untrusted_proxy|changes\(|p2p_share_invitations_total/;

const SETTINGS = { RATE_LIMIT_MISSES: "2/1h", LOG_LEVEL: "error" };
const DATAGRAMS = 50;

const dashboard = (await Bun.file(join(GRAFANA, "p2p-share.json")).json()) as Dashboard;
const titled = queriesOf(dashboard).map((query) => [`${query.panel}: ${query.legend}`, query] as const);

const sockets: TestSocket[] = [];
let product: Product;
let url: string;
let prometheus: Prometheus;
let ends: readonly TurnClient[] = [];

beforeAll(async () => {
  product = Product.spawn(SETTINGS);
  url = await product.url();
  const [, relayPort] = await product.printed(/keep port (\d+) open/);
  prometheus = await Prometheus.start(new URL(url).host, ALERTS);
  // Rates are seen only where a counter was scraped before it moved.
  await prometheus.until("p2p_share_sessions", ({ length }) => length === 1);
  await everythingHappens(Number(relayPort));
});

afterAll(async () => {
  for (const { socket } of sockets) socket.terminate();
  for (const { socket } of ends) socket.close();
  await Promise.all([prometheus?.stop(), product?.remove()]);
});

async function open(): Promise<TestSocket> {
  const socket = new TestSocket(`${url.replace("http", "ws")}/ws`);
  sockets.push(socket);
  await socket.opened;
  return socket;
}

/** Sessions, wrong codes, limits, relayed bytes, and a browser that loses its line. */
async function everythingHappens(relayPort: number): Promise<void> {
  const [host, guest, waiting, guesser] = [await open(), await open(), await open(), await open()];
  const { code } = await host.ask({ type: "create" });
  const { code: other } = await waiting.ask({ type: "create" });
  await guest.ask({ type: "join", code });
  await host.hear("peer-joined");
  ends = await relayedPair([host.place, guest.place], relayPort, "tcp");
  const [one, two] = ends;
  for (let sent = 0; sent < DATAGRAMS; sent++) {
    one?.sendData(0x4000, new Uint8Array(1_000));
    await two?.hearData();
  }
  one?.sendData(0x4005, new Uint8Array(1)); // on a channel that there is not
  const wrong = ["314159", "271828", "161803"].find((guess) => guess !== code && guess !== other);
  for (let tries = 0; tries < 3; tries++) await guesser.ask({ type: "join", code: wrong });
  await guesser.ask({ type: "what" });
  await guesser.ask({ type: "announce", name: "Anna's phone", kind: "phone" });
  guest.drop();
  await host.hear("peer-away");
}

function isTold({ expr }: PanelQuery, { value }: Series): boolean {
  return Number.isFinite(value) && (value > 0 || MAY_BE_NOTHING.test(expr));
}

describe("in a real Prometheus", () => {
  test.each(titled)("[OBS5] the dashboard's %s has something to show", async (_, query) => {
    const series = await prometheus.until(asSent(query.expr), (all) => all.some((one) => isTold(query, one)));
    const labels = [...query.legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label);
    for (const { labels: told } of series) expect(Object.keys(told)).toEqual(expect.arrayContaining(labels));
  });

  test("[OBS5] the dashboard shows every metric that there is", async () => {
    const text = JSON.stringify(dashboard);
    const ours = (await prometheus.names()).filter((name) => /^(p2p_share|process)_/.test(name));
    expect(ours.length).toBeGreaterThan(30);
    const missing = ours.map((name) => name.replace(/_bucket$/, "")).filter((name) => !text.includes(name));
    expect(missing).toEqual([]);
  });

  test("[OBS5] every alert is evaluated without an error, about metrics that there are, and none goes off", async () => {
    await prometheus.until("up", (series) => series.some(({ value }) => value === 1));
    const rules = await prometheus.rules();
    const wanted = rules.map(({ name }) => ({ name, health: "ok", state: "inactive" }));
    expect(rules.map(({ name, health, state }) => ({ name, health, state }))).toEqual(wanted);
    const used = [...(await Bun.file(ALERTS).text()).matchAll(/\bp2p_share_\w+/g)].map(([name]) => name);
    const names = await prometheus.names();
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
    expect(rules.length).toBeGreaterThan(4);
  });
});

describe("promtool", () => {
  test("[OBS2] finds nothing wrong with names, types, units and help", async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const promtool = Bun.spawn(["promtool", "check", "metrics"], {
      stdin: new TextEncoder().encode(metrics),
      stdout: "pipe",
      stderr: "pipe",
    });
    const output = (
      await Promise.all([promtool.stdout, promtool.stderr].map((stream) => new Response(stream).text()))
    ).join("");
    expect([output, await promtool.exited]).toEqual(["", 0]);
  });

  test("[OBS5] takes the scrape configuration and the alerts", async () => {
    const { exitCode, output } = await runTool([
      "promtool",
      "check",
      "config",
      join(GRAFANA, "prometheus.yml"),
    ]);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output });
  });
});

test("[OBS5] a server that is gone is an alert", async () => {
  await product.remove();
  const alerts = await prometheus.until('ALERTS{alertname="P2PShareDown"}', ({ length }) => length === 1);
  expect(alerts[0]?.labels).toMatchObject({ job: "p2p-share", severity: "critical" });
});
