import { say } from "../../config/tasks/run.ts";
import { targetText, verdict } from "../../src/benchmarks/table.ts";
import { makeFile } from "../browser-tests/harness/files.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { parseOptions } from "./options.ts";
import { runProduct } from "./product-run.ts";
import { spread } from "./report.ts";
import { openLan } from "./stage.ts";

/** The relayed transfer's share of the direct one's speed. */
const TARGET = { atLeast: 0.9 };

const format = (value: number) => value.toFixed(2);

// The same file between the same two browsers, through the relay alone and directly, taking turns.
const { rounds, bytes } = parseOptions(process.argv.slice(2));
const { url, sides, close } = await openLan();
try {
  const file = makeFile({ name: "relayed.bin", size: bytes });
  say(`a file of ${bytes / 1_048_576} MiB, Chromium to Chromium, ${rounds} rounds`);
  const measured: { readonly relay: number; readonly direct: number }[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const speedOf = async (ice: "relay" | "direct") =>
      (await runProduct(sides, { url, files: [file], query: `?ice=${ice}` })).megabytesPerSecond;
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
    ).join(" ");
  say(`relayed ${speeds("relay")} MB/s, direct ${speeds("direct")} MB/s`);
  say(
    `relayed / direct ${spread(ratios, 2).join(" ")} (target ${targetText(TARGET, format)}: ${verdict(ratios, TARGET)})`,
  );
} finally {
  await close();
  removeTempFolders();
}
