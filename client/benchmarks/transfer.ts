import { availableParallelism } from "node:os";
import { say } from "../../config/tasks/run.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { parseSectionOptions } from "./options.ts";
import { type Figures, sizeText, summaryLines } from "./report.ts";
import { runSection } from "./section-run.ts";
import { SECTION_NAMES, SECTIONS, type Section } from "./sections.ts";

// The product against a bare data channel between the same two browser processes. Absolute speeds drift with
// the machine, so all ways take turns in one run and their ratio is what counts.
const options = parseSectionOptions(process.argv.slice(2), SECTION_NAMES);
const rounds = options.rounds ?? 5;
const measured: Figures[] = [];
try {
  say(`Chromium to Chromium, ${rounds} rounds, ${availableParallelism()} cores`);
  for (const name of options.only) {
    const { linkMegabytesPerSecond, ...section }: Section = SECTIONS[name];
    const bytesPerFile = (section.isSizeFree ? options.bytes : undefined) ?? section.bytesPerFile;
    const { title, files, target } = section;
    say(`${name}: ${title}, ${files} x ${sizeText(bytesPerFile)}`);
    const runs = await runSection(section, { rounds, bytesPerFile });
    measured.push({ name, files, bytesPerFile, target, linkMegabytesPerSecond, runs });
  }
} finally {
  removeTempFolders();
}
say("");
for (const line of summaryLines(measured)) say(line);
