import type { AppPage } from "./harness/app.ts";
import { offer } from "./harness/app.ts";
import type { TestServer } from "./harness/server.ts";
import { film, makePicture, movie, papers, type Stage } from "./screenshots-stage.ts";

const files = [movie, ...papers];
const WORDS =
  "The key is under the third flower pot. Dinner is at 7, bring the blue bag: https://example.org/map";

/** From choosing files to their arrival. */
export async function playWay(stage: Stage, server: TestServer): Promise<void> {
  const [sender, receiver] = await stage.pair(server);
  await sender.tab.page.waitForSelector("[data-testid=file-input]");
  await stage.take(sender, "home");
  await typeText(sender);
  await stage.take(sender, "home-text");
  await sender.press("Cancel");
  await sender.choose(...files);
  const code = await sender.code();
  await stage.take(sender, "code");
  await receiver.typeCode(code);
  await receiver.until("offered");
  await sender.untilText("The files go out as soon as");
  await stage.take(receiver, "offer");
  await stage.take(sender, "answer-awaited");
  await receiver.accept();
  await receiver.untilArrived(movie.size / 2);
  await Promise.all([stage.take(receiver, "moving-receiver"), stage.take(sender, "moving-sender")]);
  await Promise.all([sender.until("done"), receiver.until("done")]);
  await receiver.tab.page.locator(".verified summary").click();
  await stage.take(receiver, "done-receiver");
  await stage.take(sender, "done-sender");
}

/** Files in both directions, held up and given up. */
export async function playExchange(stage: Stage, server: TestServer): Promise<void> {
  const [one, two] = await stage.pair(server);
  await offer(one, two, [film]);
  await two.accept();
  await two.untilMoving();
  await two.choose(movie);
  await one.tab.page.waitForSelector("[data-testid=offer]");
  await two.untilText("to accept 1 file");
  await Promise.all([stage.take(one, "offer-while-moving"), stage.take(two, "answer-awaited-while-moving")]);
  await one.accept();
  await Promise.all([one.until("moving"), two.until("moving")]);
  await Promise.all([stage.take(one, "both-ways-sender"), stage.take(two, "both-ways-receiver")]);
  await one.tab.page.locator("[data-testid=pause]").click();
  await Promise.all([one.until("paused"), two.until("paused")]);
  await stage.take(one, "paused-here");
  await stage.take(two, "paused-there");
  await one.tab.page.locator("[data-testid=resume]").click();
  await Promise.all([one.until("moving"), two.until("moving")]);
  await stage.take(two, "resumed-there");
  await one.tab.page.locator("[data-testid=cancel-file]").click();
  await Promise.all([one.until("done", "failed"), two.until("done", "failed")]);
  await stage.take(one, "one-cancelled-sender");
  await stage.take(two, "one-cancelled-receiver");
}

/** A picture that is looked at, and a text that comes back. */
export async function playAnswer(stage: Stage, server: TestServer): Promise<void> {
  const [one, two] = await stage.pair(server);
  await offer(one, two, [makePicture(), ...papers]);
  await two.accept();
  await two.until("done");
  await two.tab.page.locator(".file button[aria-expanded]").click();
  await two.tab.page.waitForFunction(
    () => document.querySelector<HTMLImageElement>("[data-testid=preview] img")?.complete === true,
  );
  await stage.take(two, "done-preview");
  await typeText(two);
  await stage.take(two, "send-back-text");
  await two.tab.page.locator("[data-testid=send-text]").click();
  await one.tab.page.waitForSelector("[data-testid=offer]");
  await two.untilText("to accept 1 text");
  await stage.take(one, "offer-text");
  await stage.take(two, "answer-awaited-text");
  await one.accept();
  await one.tab.page.waitForSelector("[data-testid=received-text]");
  await two.until("done");
  await stage.take(one, "done-both-ways-sender");
  await stage.take(two, "done-both-ways-receiver");
  await one.press("Close");
  await two.tab.page.waitForSelector("[data-testid=close]", { hidden: true });
  await stage.take(two, "ended");
}

async function typeText({ tab }: AppPage): Promise<void> {
  await tab.page.locator("[data-testid=text-open]").click();
  await tab.page.locator("[data-testid=text-input]").fill(WORDS);
}
