import { expect, test } from "bun:test";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");
const read = (...path: string[]) => Bun.file(join(ROOT, ...path));

interface Packages {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

test("[ARCH8] every package has an exact version, and its line says why it is there", async () => {
  const { dependencies, devDependencies } = (await read("package.json").json()) as Packages;
  const packages = Object.entries({ ...dependencies, ...devDependencies });
  const text = await read("docs", "ARCHITECTURE.md").text();
  const table = text.slice(text.indexOf("## Packages"), text.indexOf("## Measured"));
  const named = [...table.matchAll(/^\| ([^|]+) \| [^|]{10,} \|$/gm)].flatMap(([, names = ""]) =>
    names.split(", "),
  );
  expect(named.filter((name) => name !== "package").sort()).toEqual(packages.map(([name]) => name).sort());
  for (const [name, version] of packages)
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
});
