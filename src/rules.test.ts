import { expect, test } from "bun:test";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");

const documented = new Set(
  [...(await Bun.file(join(ROOT, "docs/protocol.md")).text()).matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(
    ([, id]) => id,
  ),
);

const tests = await Promise.all(
  ["{src,client,config}/**/*.test.ts", "src/testing/session-store-contract*.ts"]
    .flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })])
    .map((path) => Bun.file(join(ROOT, path)).text()),
);
/** Ids at the start of test titles. */
const tested = new Set(
  tests.flatMap((text) => [...text.matchAll(/["'`]\[([A-Z]+\d+)\]/g)].map(([, id]) => id)),
);

test("[ARCH0] rules and tests are found at all", () => {
  expect(documented.size).toBeGreaterThan(20);
  expect(tested.size).toBeGreaterThan(20);
});

test("[ARCH7] every rule of docs/protocol.md has a test that names it", () => {
  expect([...documented].filter((id) => !tested.has(id))).toEqual([]);
});

test("[ARCH7] every rule that a test names is documented", () => {
  expect([...tested].filter((id) => !documented.has(id))).toEqual([]);
});
