import { chromium } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { untilStates } from "./harness/receivers.ts";
import type { TestServer } from "./harness/server.ts";
import { MIB, papers, type Stage } from "./screenshots-stage.ts";

const clip = makeFile({ name: "Summer at the lake.mov", size: 64 * MIB });

/** One sender with several devices, from the switch to the end. */
export async function playSeveral(stage: Stage, server: TestServer): Promise<void> {
  const [sender, one] = await stage.pair(server);
  const two = await stage.visit(chromium("b"), server);
  const three = await stage.visit(chromium("b"), server);
  await sender.choose(clip, ...papers);
  const code = await sender.code();
  // Not by the pointer: devices nearby come in above it, and it moves down under a pointer.
  await sender.tab.page.$eval("[data-testid=admit]", (control) => (control as HTMLInputElement).click());
  await sender.tab.page.waitForSelector("[data-testid=admit]:checked");
  await stage.take(sender, "several-code");
  await one.typeCode(code);
  await untilStates(sender, "asked");
  await stage.take(sender, "several-first-joined");
  for (const page of [two, three]) await page.typeCode(code);
  await untilStates(sender, "asked", "asked", "asked");
  await one.accept();
  await two.accept();
  await Promise.all([one.untilArrived(clip.size / 8), two.untilArrived(clip.size / 16)]);
  await two.tab.page.locator("[data-testid=pause]").click();
  await untilStates(sender, "asked", "moving", "paused");
  await stage.take(sender, "several-moving");
  await three.tab.page.locator("[data-testid=decline]").click();
  await untilStates(sender, "failed", "moving", "paused");
  await sender.tab.page.locator("[data-testid=close-code]").click();
  await sender.tab.page.locator("[data-testid=receiver] summary").click();
  await stage.take(sender, "several-code-closed");
  await two.tab.page.locator("[data-testid=resume]").click();
  await untilStates(sender, "done", "done", "failed");
  await stage.take(sender, "several-some-done");
}

/** A further device after the first one, and all of them done. */
export async function playOneMore(stage: Stage, server: TestServer): Promise<void> {
  const [sender, one] = await stage.pair(server);
  const two = await stage.visit(chromium("b"), server);
  await sender.choose(...papers);
  await one.typeCode(await sender.code());
  await one.accept();
  await one.until("done");
  await sender.tab.page.waitForSelector("[data-testid=add-one]");
  await stage.take(sender, "one-more-offered");
  await sender.tab.page.locator("[data-testid=add-one]").click();
  await two.typeCode(await sender.code());
  await two.accept();
  await untilStates(sender, "done", "done");
  await stage.take(sender, "several-all-done");
}
