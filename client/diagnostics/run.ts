import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { type LoopPlaces, LoopSession } from "../session/loop-session.ts";
import type { CheckId, Transport, Verdict } from "./checks.ts";
import {
  addressVerdict,
  browserVerdict,
  directVerdict,
  loopVerdict,
  savingVerdict,
  secureVerdict,
  socketVerdict,
  stunVerdict,
} from "./meaning.ts";
import type { DiagnosticsPorts } from "./ports.ts";
import type { BrowserFacts, SocketProbe } from "./probes.ts";
import { relayServer, stunServer } from "./relay-urls.ts";

/** No check takes longer, whatever its browser, server or network does: each part of it ends much earlier. */
const CHECK_MS = 30_000;

const TRANSPORTS: readonly Transport[] = ["udp", "tcp", "tls"];

/** What is told while the checks run. */
export interface DiagnosticsEvents {
  verdict(check: CheckId, verdict: Verdict): void;
  server(facts: ServerFacts): void;
}

/** One run of all checks. */
export interface DiagnosticsRun {
  /** Resolves when every check has come to something. */
  readonly ended: Promise<void>;
  /** Ends the session that the checks have made, and tells nothing more. */
  stop(): void;
}

/** Runs all checks beside each other (DIAG4). */
export function runDiagnostics(ports: DiagnosticsPorts, events: DiagnosticsEvents): DiagnosticsRun {
  let isStopped = false;
  const session = new LoopSession(ports);
  const check = async (id: CheckId, verdict: Promise<Verdict>): Promise<void> => {
    const stuck = new Promise<Verdict>((resolve) => {
      cancels.push(ports.clock.after(CHECK_MS, () => resolve({ because: "stuck" })));
    });
    const came = await Promise.race([verdict.catch((): Verdict => ({ because: "stuck" })), stuck]);
    if (!isStopped) events.verdict(id, came);
  };
  const cancels: (() => void)[] = [];
  const stop = () => {
    isStopped = true;
    session.close();
    for (const cancel of cancels.splice(0)) cancel();
  };

  const server = ports.askServer();
  void server.then((facts) => facts && !isStopped && events.server(facts));
  const browser = Promise.resolve().then(ports.browser);
  const socket = probeSocket(session);
  const places = socket.then((probe) => (probe.type === "open" ? meet(session) : "no-server"));
  const relays = new Map(
    TRANSPORTS.map((transport) => [transport, tryRelay(transport, places, ports, browser)]),
  );

  const all = [
    check("websocket", explainSocket(socket, server, ports)),
    check(
      "address",
      server.then((facts) => addressVerdict(facts, ports.page)),
    ),
    check("stun", tryStun(places, relays, ports, browser)),
    ...[...relays].map(([transport, verdict]) => check(`turn-${transport}`, verdict)),
    check("direct", ports.probeDirect().then(directVerdict)),
    check(
      "secure-context",
      server.then((facts) => secureVerdict(ports.page, facts)),
    ),
    check("saving", ports.saving().then(savingVerdict)),
    check("browser", browser.then(browserVerdict)),
  ];
  return { ended: Promise.all(all).then(stop), stop };
}

async function probeSocket(session: LoopSession): Promise<SocketProbe> {
  const answer = await session.roundTrip();
  if (typeof answer === "number") return { type: "open", roundTripMs: answer };
  return answer.type === "closed" ? answer : { type: "silent" };
}

async function explainSocket(
  probing: Promise<SocketProbe>,
  server: Promise<ServerFacts | undefined>,
  { askPlainly, page }: DiagnosticsPorts,
): Promise<Verdict> {
  const probe = await probing;
  if (probe.type === "open") return socketVerdict(probe, undefined, undefined, page);
  return socketVerdict(probe, await askPlainly(), await server, page);
}

/** Why there are no places in a session, and so no credentials. */
type Untried = Extract<Verdict, { because: "untried" }>["why"];

async function meet(session: LoopSession): Promise<LoopPlaces | Untried> {
  const met = await session.meet();
  if (!("type" in met)) return met;
  return met.type === "refused" ? "refused" : "no-server";
}

async function tryRelay(
  transport: Transport,
  meeting: Promise<LoopPlaces | Untried>,
  { loopThrough }: DiagnosticsPorts,
  browser: Promise<BrowserFacts>,
): Promise<Verdict> {
  const places = await meeting;
  if (typeof places === "string") return { because: "untried", why: places };
  const host = relayServer(places.host, transport);
  const guest = relayServer(places.guest, transport);
  if (!host || !guest) return { because: whyNone(transport, places) };
  const outcome = await loopThrough(host.server, guest.server);
  return loopVerdict(outcome, { transport, host: host.host, port: host.port }, await browser);
}

function whyNone(transport: Transport, { host }: LoopPlaces): "relay-off" | "tls-off" | "way-off" {
  if (!TRANSPORTS.some((way) => relayServer(host, way))) return "relay-off";
  return transport === "tls" ? "tls-off" : "way-off";
}

async function tryStun(
  meeting: Promise<LoopPlaces | Untried>,
  relays: ReadonlyMap<Transport, Promise<Verdict>>,
  { probeStun }: DiagnosticsPorts,
  browser: Promise<BrowserFacts>,
): Promise<Verdict> {
  const places = await meeting;
  if (typeof places === "string") return { because: "untried", why: places };
  const known = stunServer(places.host);
  if (!known) return { because: "stun-off" };
  if (!(await browser).hasWebRtc) return { because: "no-webrtc" };
  const { host, port, server } = known;
  const [probe, relay] = await Promise.all([probeStun(server), relays.get("udp")]);
  return stunVerdict(probe, { host, port }, relay?.because === "relay-works");
}
