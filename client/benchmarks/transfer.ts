import { availableParallelism } from "node:os";
import { say } from "../../config/tasks/run.ts";
import { chromium, closeBrowsers } from "../browser-tests/harness/browsers.ts";
import { makeFile } from "../browser-tests/harness/files.ts";
import { startServer } from "../browser-tests/harness/server.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { runBare } from "./bare-run.ts";
import { parseOptions } from "./options.ts";
import { runProduct } from "./product-run.ts";
import { type Round, roundLine, summaryLines } from "./report.ts";

// The product against a bare data channel between the same two browser processes. Absolute speeds drift
// with the machine, so both sides take turns in one run and the ratio is what counts.
const { rounds, bytes } = parseOptions(process.argv.slice(2));
const server = await startServer();
try {
  const file = makeFile({ name: "benchmark.bin", size: bytes });
  const version = await (await chromium("a")).driver.version();
  say(`${bytes / 1_048_576} MiB, ${rounds} rounds, ${version}, ${availableParallelism()} cores`);

  const measured: Round[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const bareFirst = number % 2 === 1;
    const round = bareFirst
      ? { bare: await runBare(server.url, bytes), product: await runProduct(server.url, file) }
      : { product: await runProduct(server.url, file), bare: await runBare(server.url, bytes) };
    measured.push(round);
    say(roundLine(number, round, bareFirst ? "bare" : "product"));
  }
  for (const line of summaryLines(measured)) say(line);
} finally {
  await closeBrowsers();
  await server.stop();
  removeTempFolders();
}
