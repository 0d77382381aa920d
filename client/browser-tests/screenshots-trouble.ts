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

/** What a person sees where neither a direct path nor the relay works, and where only the relay does. */
export async function playNoPath(stage: Stage): Promise<void> {
  const server = await startServer();
  cutUdp();
  try {
    const [sender, receiver] = await stage.pair(server);
    await offer(sender, receiver, papers);
    await receiver.until("offered");
    await receiver.tab.page.waitForSelector("[data-path=relayed]");
    await stage.take(receiver, "offer-relayed");
    await stage.clear();
    cutTcpPort(server.relay.port);
    const [one, two] = await stage.pair(server);
    await offer(one, two, papers);
    await two.tab.page.waitForSelector("xpath/.//h1[.='Connecting']");
    await stage.take(two, "connecting");
    await Promise.all([one, two].map((page) => page.untilText("There is no direct path either")));
    await stage.take(two, "relay-unreachable");
    await stage.clear();
  } finally {
    healUdp();
    healTcpPort();
  }
  await server.stop();
}
