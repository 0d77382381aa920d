import { offer } from "./harness/app.ts";
import { makeFile } from "./harness/files.ts";
import { holdVerdicts } from "./harness/held-verdict.ts";
import type { TestServer } from "./harness/server.ts";
import { MIB, papers, type Stage } from "./screenshots-stage.ts";

/** All bytes are there, and both devices compare them. */
export async function playVerifying(stage: Stage, server: TestServer): Promise<void> {
  const [sender, receiver] = await stage.pair(server, { before: holdVerdicts }, { before: holdVerdicts });
  await offer(sender, receiver, [...papers.slice(0, 1), makeFile({ name: "lake.mov", size: 12 * MIB })]);
  await receiver.accept();
  for (const page of [sender, receiver]) {
    await page.until("done", "verifying");
    await page.tab.page.waitForSelector("[data-state=verifying]");
  }
  await stage.take(sender, "verifying-sender");
  await stage.take(receiver, "verifying-receiver");
}
