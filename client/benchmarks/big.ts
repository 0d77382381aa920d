import { availableParallelism } from "node:os";
import { say } from "../../config/tasks/run.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { type Row, tableLines } from "./big-report.ts";
import { BIG_SECTION_NAMES, BIG_SECTIONS, type BigSection } from "./big-sections.ts";
import { parseSectionOptions } from "./options.ts";
import { sizeText } from "./report.ts";

// What large files need: memory of the pages, and time at the end. `--size` is that of the large file.
const options = parseSectionOptions(process.argv.slice(2), BIG_SECTION_NAMES);
const rows: Row[] = [];
try {
  say(`Chromium to Chromium, ${availableParallelism()} cores`);
  for (const name of options.only) {
    const section: BigSection = BIG_SECTIONS[name];
    const rounds = options.rounds ?? section.rounds;
    const bytes = options.bytes ?? section.bytes;
    say(`${name}: ${section.title}, ${sizeText(bytes)}, ${rounds} rounds`);
    rows.push(...(await section.run(name, rounds, bytes)));
  }
} finally {
  removeTempFolders();
}
say("");
for (const line of tableLines(rows)) say(line);
