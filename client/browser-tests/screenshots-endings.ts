import { appendFileSync } from "node:fs";
import { speakAsBefore } from "./harness/altered-words.ts";
import { offer } from "./harness/app.ts";
import { chromium } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { MIB, movie, papers, type Stage } from "./screenshots-stage.ts";

/** Runs in a page before its own code: ten minutes, and twelve hours, pass in a second. */
function hurry(): void {
  const after = window.setTimeout;
  window.setTimeout = ((then: () => void, ms?: number) =>
    after(then, ms === 600_000 || ms === 43_200_000 ? 1_000 : ms)) as typeof window.setTimeout;
}

/** Both sides of a session that ends before its time, each for another reason. */
export async function playEndings(stage: Stage, server: TestServer): Promise<void> {
  const diary = makeFile({ name: "diary.odt", size: 8 * MIB });
  const [writer, reader] = await stage.pair(server);
  await offer(writer, reader, [...papers.slice(0, 1), diary]);
  await reader.until("offered");
  appendFileSync(diary.path, "one more line");
  await reader.accept();
  await Promise.all([writer.until("done", "failed"), reader.until("done", "failed")]);
  await stage.takeBoth("unreadable", writer, reader);

  const [sender, receiver] = await stage.pair(server);
  await offer(sender, receiver, [movie]);
  await receiver.accept();
  await receiver.untilArrived(movie.size / 8);
  await sender.tab.page.reload();
  await sender.chooseAgain(makeFile({ name: movie.name, size: movie.size, seed: "cut anew" }));
  await Promise.all([sender.until("failed"), receiver.until("failed")]);
  await stage.takeBoth("changed", sender, receiver);

  const [here, old] = await stage.pair(server, { before: speakAsBefore });
  await here.choose(...papers);
  await old.typeCode(await here.code());
  await Promise.all([here, old].map((page) => page.untilText("The two pages are of different versions")));
  await stage.takeBoth("other-version", here, old);

  const [one, two] = await stage.pair(server, { before: speakAsBefore, path: "/?words=garbled" });
  await one.choose(...papers);
  await two.typeCode(await one.code());
  await Promise.all([one, two].map((page) => page.untilText("The devices misunderstood each other")));
  await stage.takeBoth("misunderstood", one, two);

  const [chooser, patient] = await stage.pair(server, { before: hurry });
  await offer(chooser, patient, [movie]);
  await patient.accept();
  await patient.untilArrived(movie.size / 8);
  await chooser.tab.page.reload();
  await patient.untilText("The files were not chosen again");
  await chooser.untilText("The transfer was cancelled");
  await stage.takeBoth("not-chosen", chooser, patient);

  const [from, to] = await stage.pair(server, { before: hurry });
  await offer(from, to, [movie]);
  await to.accept();
  await to.untilMoving();
  await from.tab.page.locator("[data-testid=pause]").click();
  await to.untilText("Paused for too long");
  await from.untilText("The transfer was cancelled");
  await stage.takeBoth("paused-too-long", from, to);

  await playLeft(stage);
}

/** One of the devices goes in the middle, and stays away. */
async function playLeft(stage: Stage): Promise<void> {
  const brief = await startServer({ RECONNECT_GRACE: "2s" });
  const [sender, receiver] = await stage.pair(brief);
  await offer(sender, receiver, [...papers, movie]);
  await receiver.accept();
  await receiver.untilText("Verified");
  await receiver.tab.page.goto("about:blank");
  await sender.untilText("The other device left");
  await stage.take(sender, "left-while-moving");
  await stage.clear();
  await brief.stop();
}

/** A device that was allowed to join with others, and goes. */
export async function playOneLeft(stage: Stage): Promise<void> {
  const brief = await startServer({ RECONNECT_GRACE: "4s" });
  const [sender, one] = await stage.pair(brief);
  const two = await stage.visit(chromium("b"), brief);
  await sender.choose(movie);
  await one.typeCode(await sender.code());
  await one.until("offered");
  await sender.tab.page.locator("[data-testid=add-one]").click();
  await two.typeCode(await sender.code());
  await two.accept();
  await two.untilMoving();
  // It may take the page longer to go than the sender waits for it.
  await Promise.all([
    sender.tab.page.waitForSelector("[data-testid=receiver][data-state=interrupted]"),
    two.tab.page.goto("about:blank"),
  ]);
  await stage.take(sender, "several-interrupted");
  await sender.untilText("Left before everything had arrived");
  await stage.take(sender, "several-left");
  await stage.clear();
  await brief.stop();
}
