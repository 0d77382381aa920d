import { offer } from "./harness/app.ts";
import { makeSparse } from "./harness/files.ts";
import type { TestServer } from "./harness/server.ts";
import { chooseFolder, MIB, makeFolder, papers, type Stage } from "./screenshots-stage.ts";

const IN_MEMORY = { path: "/?save=memory" };

/** A page that the browser tells how much is free: in a secure context only. */
const WITH_ESTIMATE = {
  isSecure: true,
  before: () => {
    Object.defineProperty(navigator.storage, "estimate", {
      value: () => Promise.resolve({ quota: 21_300_000_000, usage: 800_000_000 }),
    });
  },
};

/** Folders, few files and many. */
export async function playFolders(stage: Stage, server: TestServer): Promise<void> {
  const trip = makeFolder(
    "Trip to the coast",
    ["packing list.txt", "day 1/harbour.jpg", "day 1/beach at noon.jpg", "day 2/raw/cliffs.jpg"],
    MIB,
  );
  const [one, two] = await stage.pair(server, WITH_ESTIMATE);
  await chooseFolder(one, trip);
  await two.typeCode(await one.code());
  await two.until("offered");
  await one.tab.page.waitForSelector("[data-testid=capacity]");
  await stage.take(two, "offer-folders");
  await stage.take(one, "answer-awaited-free");
  await two.accept();
  await Promise.all([one.until("done"), two.until("done")]);
  await stage.take(two, "done-folders-receiver");
  await stage.take(one, "done-folders-sender");
  await stage.clear();

  const photos = Array.from({ length: 60 }, (_, i) => `IMG_${4_001 + i}.jpg`);
  const [from, to] = await stage.pair(server);
  await chooseFolder(from, makeFolder("Photos", photos, 120_000));
  await to.typeCode(await from.code());
  await to.until("offered");
  await stage.take(to, "offer-many");
  await to.accept();
  await Promise.all([from.until("done"), to.until("done")]);
  await stage.take(to, "done-many-receiver");
  await stage.take(from, "done-many-sender");
}

/** What a device can take, and what is too much for it. */
export async function playRoom(stage: Stage, server: TestServer): Promise<void> {
  const large = makeSparse("backup of everything.tar", 500 * MIB);
  const [one, two] = await stage.pair(server, IN_MEMORY);
  await offer(one, two, papers);
  await two.until("offered");
  await one.tab.page.waitForSelector("[data-testid=capacity]");
  await stage.take(two, "offer-memory");
  await stage.take(one, "answer-awaited-memory");
  await two.tab.page.locator("[data-testid=decline]").click();
  await Promise.all([one.until("failed"), two.until("failed")]);
  await stage.take(one, "declined-sender");
  await stage.take(two, "declined-receiver");
  await stage.clear();

  const [sender, receiver] = await stage.pair(server, IN_MEMORY);
  await offer(sender, receiver, [large]);
  await receiver.tab.page.waitForSelector("[data-testid=accept]:disabled");
  await sender.untilText("has room for");
  await stage.take(receiver, "offer-too-large");
  await stage.take(sender, "answer-awaited-too-large");
  await stage.clear();

  const [from, to] = await stage.pair(server, IN_MEMORY);
  await offer(from, to, [large, ...papers]);
  await to.untilText("does not fit");
  await stage.take(to, "offer-left-out");
  await to.accept();
  await Promise.all([from.until("done", "failed"), to.until("done", "failed")]);
  await stage.take(to, "left-out-receiver");
  await stage.take(from, "left-out-sender");
}
