import { expect, test } from "bun:test";
import { join } from "node:path";
import { withSettingsTable } from "./readme.ts";

const readme = await Bun.file(join(import.meta.dir, "..", "README.md")).text();

test("[CFG4] the README's settings table is the one that the settings make (bun run docs)", () => {
  expect(readme).toBe(withSettingsTable(readme));
});

test("[CFG4] the README gives the two commands", () => {
  expect(readme).toContain("npx -y bun@1.4.5 run start");
  expect(readme).toContain("npx -y bun@1.4.5 run test");
});
