import { expect, test } from "bun:test";
import { join } from "node:path";
import { exampleEnv } from "./example-env.ts";
import { loadConfig } from "./load.ts";
import { withSettingsTable } from "./readme.ts";
import { settings } from "./settings.ts";

const read = (...path: string[]) => Bun.file(join(import.meta.dir, ...path)).text();
const readme = await read("..", "README.md");
const example = await read("example.env");

test("[CFG4] the README's settings tables are those that the settings make (bun run docs)", () => {
  expect(readme).toBe(withSettingsTable(readme));
});

test("[CFG4] example.env is the one that the settings make (bun run docs)", () => {
  expect(example).toBe(exampleEnv());
});

test("[CFG4] example.env has each setting once, and works with every line switched on", () => {
  const lines = [...example.matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = "", text = ""]) => [
    name,
    text,
  ]);
  expect(lines.map(([name]) => name)).toEqual(Object.values(settings).map(({ env }) => env));
  expect(loadConfig(Object.fromEntries(lines), () => "")).toHaveProperty("config");
  expect(example.replaceAll(/^#.*$/gm, "").trim()).toBe("");
});

test("[CFG4] the README gives the two commands", () => {
  expect(readme).toContain("npx -y bun@1.4.5 run start");
  expect(readme).toContain("npx -y bun@1.4.5 run test");
});
