import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AuthorityFolder } from "./authority-folder.ts";

const PAIR = { cert: "a certificate", key: "a key" };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "p2p-share-ca-"));
});

afterEach(() => rmSync(root, { recursive: true }));

const modeOf = (...path: string[]) => (statSync(join(root, ...path)).mode & 0o777).toString(8);

test("[TLS7] is empty before anything was kept, then has both files, for their owner alone", () => {
  const folder = new AuthorityFolder(join(root, "data"));
  expect(folder.load()).toEqual({});
  folder.save(PAIR);
  expect(folder.load()).toEqual(PAIR);
  expect(readdirSync(join(root, "data"))).toEqual(["ca"]);
  expect(["data", "data/ca"].map((path) => modeOf(path))).toEqual(["700", "700"]);
  expect(["ca.crt", "ca.key"].map((name) => modeOf("data", "ca", name))).toEqual(["600", "600"]);
});

test("[TLS7] the first of two that keep one at the same time wins, and nothing of the other is left", () => {
  const [one, other] = [new AuthorityFolder(root), new AuthorityFolder(root)];
  one.save(PAIR);
  other.save({ cert: "another", key: "one" });
  expect(other.load()).toEqual(PAIR);
  expect(readdirSync(root)).toEqual(["ca"]);
});

test("[TLS7] half of a pair is shown as such", () => {
  mkdirSync(join(root, "ca"));
  writeFileSync(join(root, "ca", "ca.crt"), PAIR.cert);
  expect(new AuthorityFolder(root).load()).toEqual({ cert: PAIR.cert });
});

test("[TLS5] a place that cannot be written to, or read, is an error", () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  const folder = new AuthorityFolder(file);
  expect(() => folder.save(PAIR)).toThrow(expect.objectContaining({ code: "EEXIST" }));
  expect(() => folder.load()).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
});
