import { offer } from "./harness/app.ts";
import { chromium } from "./harness/browsers.ts";
import { cutTcpPort, cutUdp, healTcpPort, healUdp } from "./harness/network.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { film, movie, papers, type Stage } from "./screenshots-stage.ts";

const files = [movie, ...papers];

/** What a person sees when something is wrong. */
export async function playTrouble(stage: Stage, server: TestServer): Promise<void> {
  const hasty = await startServer({ SESSION_TTL: "1s" });
  const sender = await stage.visit(chromium("a"), hasty);
  await sender.choose(...files);
  await sender.untilText("The code has expired");
  await stage.take(sender, "expired");
  await hasty.stop();
  await sender.press("New code");
  await sender.untilText("The server does not answer");
  await stage.take(sender, "server-gone");
  await stage.clear();

  const [one, two] = await stage.pair(server);
  await two.typeCode("000000");
  await two.untilText("Nobody waits under this code");
  await stage.take(two, "wrong-code");
  await offer(one, two, papers);
  await two.until("offered");
  await one.tab.page.close();
  await two.untilText("The other device left");
  await stage.take(two, "peer-left");
  await stage.clear();

  const [from, to] = await stage.pair(server);
  await offer(from, to, [...papers, film]);
  await to.accept();
  await to.untilText("Verified");
  await from.tab.page.goto("about:blank");
  await to.tab.page.waitForSelector("[data-testid=problem]");
  await stage.take(to, "peer-away");
}

/** What a person sees while the page comes back to its server by itself. */
export async function playServerAway(stage: Stage): Promise<void> {
  let server = await startServer({ SESSION_TTL: "20s", RATE_LIMIT_MISSES: "1/10m" });
  const [sender, receiver] = await stage.pair(server);
  await sender.choose(...files);
  await sender.untilText("This code runs out soon");
  await stage.take(sender, "code-expiring");
  await sender.press("New code");
  await sender.code();
  await server.kill();
  await sender.untilText("The server does not answer just now");
  await stage.take(sender, "server-away");
  server = await server.startAgain();
  await sender.untilText("no longer knows the old code");
  await stage.take(sender, "code-replaced");
  await receiver.typeCode("000000");
  await receiver.untilText("Nobody waits under this code");
  await receiver.typeCode("000001");
  await receiver.untilText("Too many tries");
  await stage.take(receiver, "rate-limited");
  await stage.clear();
  await server.stop();
}

/** What a person sees when the network breaks, and when a page is loaded anew. */
export async function playReturn(stage: Stage): Promise<void> {
  const server = await startServer({ TURN_ENABLED: "off" }); // its TCP would take over
  const [sender, receiver] = await stage.pair(server);
  await offer(sender, receiver, [film]);
  await receiver.accept();
  await receiver.untilArrived(film.size / 10);
  await sender.tab.page.reload();
  await sender.tab.page.waitForSelector("[data-testid=choose-again]");
  await receiver.untilText("has to choose the files again");
  await stage.take(sender, "choose-again");
  await stage.take(receiver, "chosen-again-there");
  await sender.chooseAgain(movie);
  await sender.untilText("was not among them");
  await stage.take(sender, "choose-again-missing");
  await sender.chooseAgain(film);
  await receiver.until("moving");
  await receiver.tab.page.goto("about:blank");
  cutUdp();
  try {
    await receiver.tab.page.goto(server.url);
    await receiver.untilText("The connection to the other device broke");
    await stage.take(receiver, "returning");
    await sender.untilText("What has arrived is kept");
    await stage.take(sender, "interrupted");
  } finally {
    healUdp();
  }
  await stage.clear();
  await server.stop();
}

/**
 * Runs in a page before its own code: what it tells the relay is wrong, as after a change of its secret, and there is
 * no other path. The page's root says when it was refused.
 */
function forgetSecret(): void {
  const Real = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Real {
    constructor(configuration: RTCConfiguration = {}) {
      const iceServers = configuration.iceServers?.map((one) => ({ ...one, credential: "another" })) ?? [];
      super({ ...configuration, iceServers, iceTransportPolicy: "relay" });
      this.addEventListener("icecandidateerror", ({ errorCode }) => {
        document.documentElement.dataset["refused"] = `${errorCode}`;
      });
    }
  };
}

/** What a person sees where neither a direct path nor the relay works, and where only the relay does. */
export async function playNoPath(stage: Stage): Promise<void> {
  const server = await startServer();
  const relayless = await startServer({ TURN_ENABLED: "off" });
  const strict = await startServer();
  const [refused, there] = await stage.pair(strict, undefined, { before: forgetSecret });
  await offer(refused, there, papers);
  await refused.tab.page.waitForSelector('[data-refused="401"]');
  cutUdp();
  try {
    const [sender, receiver] = await stage.pair(server);
    await offer(sender, receiver, papers);
    await receiver.until("offered");
    await receiver.tab.page.waitForSelector("[data-path=relayed]");
    await stage.take(receiver, "offer-relayed");
    cutTcpPort(server.relay.port);
    // They all look for a path for half a minute, side by side.
    const [one, two] = await stage.pair(server);
    await offer(one, two, papers);
    await two.tab.page.waitForSelector("xpath/.//h1[.='Connecting']");
    await stage.take(two, "connecting");
    const [bare, plain] = await stage.pair(relayless);
    await offer(bare, plain, papers);
    const [relayed, without] = await stage.pair(relayless, undefined, { path: "/?ice=relay" });
    await offer(relayed, without, papers);
    const [direct, other] = await stage.pair(server, undefined, { path: "/?ice=direct" });
    await offer(direct, other, papers);
    await two.untilText("There is no direct path either");
    await stage.take(two, "relay-unreachable");
    await plain.untilText("the server offers no relay");
    await stage.take(plain, "cannot-connect");
    await relayed.untilText("This server offers no relay");
    await stage.take(relayed, "relay-missing");
    await direct.untilText("its address says ?ice=direct");
    await stage.take(direct, "no-direct-path");
    await refused.untilText("The relay refuses this device");
    await stage.take(refused, "relay-refused");
    await there.untilText("The other device is not at the relay");
    await stage.take(there, "relay-unreachable-there");
    await stage.clear();
  } finally {
    healUdp();
    healTcpPort();
  }
  await Promise.all([server, relayless, strict].map((one) => one.stop()));
}
