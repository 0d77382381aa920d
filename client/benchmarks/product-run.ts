import { rmSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { sha256File } from "../browser-tests/harness/downloads.ts";
import type { TestFile } from "../browser-tests/harness/files.ts";
import { finished } from "./finished.ts";
import { withPair } from "./pair.ts";
import { watchPeaks } from "./peaks.ts";
import type { Run } from "./report.ts";

const ACCEPT = "[data-testid=accept]";

/**
 * A file through the product's own pages: read, hashed on both sides, verified and handed to the download.
 *
 * The clock is the receiver's: from the click on accept to the state `done`.
 *
 * @param query of the pages' address
 * @throws where the downloaded file is not the one that was sent
 */
export function runProduct(url: string, file: TestFile, query = ""): Promise<Run> {
  return withPair(async (pair) => {
    const { sender, receiver } = pair;
    await sender.page.goto(`${url}/${query}`);
    await receiver.page.goto(`${url}/${query}#${await offerFile(sender.page, file)}`);
    await receiver.page.waitForSelector(ACCEPT, { visible: true });
    const peaks = await watchPeaks(pair);
    const transfer = await receiver.page.evaluateHandle(awaitTransfer, ACCEPT);
    await receiver.page.click(ACCEPT);
    const { state, ms } = await finished(transfer);
    if (state !== "done") throw new Error(`the transfer ended in the state ${state}`);
    const run = { megabytesPerSecond: file.size / ms / 1_000, ...peaks() };

    const saved = await receiver.downloads.file({ size: file.size });
    const sha256 = await sha256File(saved.path);
    rmSync(saved.path);
    if (sha256 !== file.sha256)
      throw new Error(`the downloaded file has the digest ${sha256}, not ${file.sha256}`);
    return run;
  });
}

async function offerFile(page: Page, file: TestFile): Promise<string> {
  const input = await page.waitForSelector("input[data-testid=file-input]");
  if (!input) throw new Error("the page has no file input");
  await input.uploadFile(file.path);
  const code = await page.waitForSelector("[data-testid=code]");
  const text = await code?.evaluate((element) => element.textContent);
  return (text ?? "").replace(/\s/g, "");
}

/** Runs in the receiver's page: times from the next click on accept to the end of the only transfer. */
function awaitTransfer(accept: string) {
  const finished = new Promise<{ state: string; ms: number }>((resolve) => {
    let startedAt = 0;
    document.querySelector(accept)?.addEventListener(
      "click",
      () => {
        startedAt = performance.now();
      },
      { capture: true, once: true },
    );
    const observer = new MutationObserver(() => {
      const state = document.querySelector("[data-testid=transfer]")?.getAttribute("data-state");
      if (state !== "done" && state !== "failed") return;
      observer.disconnect();
      resolve({ state, ms: performance.now() - startedAt });
    });
    // The row may be made anew when the screen changes, so additions count as well as changes of state.
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-state"] });
  });
  return { finished };
}
