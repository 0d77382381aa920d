import { say } from "../../config/tasks/run.ts";
import { median } from "../../src/benchmarks/statistics.ts";
import { targetText, verdict } from "../../src/benchmarks/table.ts";
import { closeBrowsers } from "../browser-tests/harness/browsers.ts";
import { makeFile } from "../browser-tests/harness/files.ts";
import { startServer } from "../browser-tests/harness/server.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { parseOptions } from "./options.ts";
import { runProduct } from "./product-run.ts";

/** The relayed transfer's share of the direct one's speed. */
const TARGET = { atLeast: 0.9 };

const format = (value: number) => value.toFixed(2);
const spread = (values: readonly number[], digits: number) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}-${Math.max(...values).toFixed(digits)})`;

// The same file between the same two browsers, through the relay alone and directly, taking turns.
const { rounds, bytes } = parseOptions(process.argv.slice(2));
const server = await startServer();
try {
  const file = makeFile({ name: "relayed.bin", size: bytes });
  say(`a file of ${bytes / 1_048_576} MiB, Chromium to Chromium, ${rounds} rounds`);
  const measured: { readonly relay: number; readonly direct: number }[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const speedOf = async (ice: "relay" | "direct") =>
      (await runProduct(server.url, file, `?ice=${ice}`)).megabytesPerSecond;
    const first = number % 2 === 1 ? "relay" : "direct";
    const before = first === "direct" ? await speedOf("direct") : undefined;
    const relay = await speedOf("relay");
    const direct = before ?? (await speedOf("direct"));
    measured.push({ relay, direct });
    say(`round ${number}: relayed ${relay.toFixed(1)}, direct ${direct.toFixed(1)} MB/s (${first} first)`);
  }
  const ratios = measured.map(({ relay, direct }) => relay / direct);
  const speeds = (side: "relay" | "direct") =>
    spread(
      measured.map((round) => round[side]),
      1,
    );
  say(`relayed ${speeds("relay")} MB/s, direct ${speeds("direct")} MB/s`);
  say(
    `relayed / direct ${spread(ratios, 2)} (target ${targetText(TARGET, format)}: ${verdict(ratios, TARGET)})`,
  );
} finally {
  await closeBrowsers();
  await server.stop();
  removeTempFolders();
}
