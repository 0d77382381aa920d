import { LAN_ADDRESS } from "../../config/tasks/isolated-network.ts";
import { chromium } from "./harness/browsers.ts";
import { Bystander } from "./harness/bystander.ts";
import { startNamingProxy } from "./harness/naming-proxy.ts";
import { ask, question, sees, untilAsked } from "./harness/nearby.ts";
import { startServer } from "./harness/server.ts";
import { movie, papers, type Stage } from "./screenshots-stage.ts";

const OWN_NAME = "Anna’s laptop";
const LONG_NAME = "The old tablet from the kitchen drawer";

const nameIt = () => {
  localStorage.setItem("p2p-share.device", JSON.stringify({ number: 47, name: "Anna’s laptop" }));
};

/** Devices nearby: none, some, one that asks, those that are asked, and where they cannot be told apart. */
export async function playNearby(stage: Stage): Promise<void> {
  const server = await startServer();
  const page = await stage.visit(chromium("a"), server, { before: nameIt });
  const { page: tab } = page.tab;
  await tab.waitForSelector("[data-testid=nearby][data-scope=network]");
  await stage.take(page, "nearby-empty");
  const ben = await Bystander.join(server, "Ben’s phone");
  const others = [
    await Bystander.join(server, LONG_NAME, "tablet"),
    await Bystander.join(server, "Firefox on Linux 12", "computer"),
    await Bystander.join(server, "Living-room TV", "other"),
  ];
  await sees(page, "Living-room TV");
  await stage.take(page, "nearby");
  await tab.locator("[data-testid=device-rename]").click();
  await stage.take(page, "nearby-rename");
  await tab.keyboard.press("Escape");

  await ben.invite(OWN_NAME, { files: 3, bytes: 1_204_000_000 });
  await question(page);
  await stage.take(page, "invitation");
  ben.leave();
  await tab.waitForSelector("[data-testid=invitation][data-over=gone]");
  await stage.take(page, "invitation-over");
  await tab.locator("[data-testid=invitation-decline]").click();

  await page.choose(movie, ...papers);
  await page.code();
  await ask(page, LONG_NAME);
  await others[0]?.answer(false);
  await untilAsked(page, LONG_NAME, "declined");
  await ask(page, "Firefox on Linux 12");
  await ask(page, "Living-room TV");
  others[2]?.leave();
  await tab.waitForSelector(".device-left");
  await stage.take(page, "nearby-asked");

  const proxy = await startNamingProxy(Number(new URL(server.url).port), LAN_ADDRESS, "203.0.113.7");
  const addresses = { ...server, url: proxy.url, loopbackUrl: proxy.url };
  const hidden = await stage.visit(chromium("a"), addresses, { before: nameIt });
  await hidden.tab.page.waitForSelector("[data-testid=nearby][data-scope=hidden]");
  await stage.take(hidden, "nearby-hidden");
  proxy.stop();
  await server.stop();
}
