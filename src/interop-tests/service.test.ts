import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, SYSTEMD_ANALYZE } from "../../config/tasks/programs.ts";

const UNIT = join(import.meta.dir, "..", "..", "config", "p2p-share.service");
/** 10 is no protection at all; systemd calls what is below 2 "OK". */
const MAX_EXPOSURE = 2;

const analyze = findProgram(SYSTEMD_ANALYZE) ?? "";

/** What systemd itself says about the unit, with a Bun that exists on this machine in it. */
function verdict(...command: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "p2p-share-unit-"));
  try {
    const unit = join(folder, "p2p-share.service");
    writeFileSync(
      unit,
      readFileSync(UNIT, "utf8").replace("ExecStart=/usr/local/bin/bun", `ExecStart=${process.execPath}`),
    );
    const { exitCode, stderr } = Bun.spawnSync([analyze, ...command, unit]);
    return { exitCode, complaints: stderr.toString() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.skipIf(analyze === "")("[PROXY5] systemd finds nothing to complain about in the unit", () => {
  expect(verdict("verify")).toEqual({ exitCode: 0, complaints: "" });
});

test.skipIf(analyze === "")("[PROXY5] systemd counts the unit among those that are shut off well", () => {
  const threshold = `--threshold=${MAX_EXPOSURE * 10}`;
  expect(verdict("security", "--offline=true", "--no-pager", threshold)).toEqual({
    exitCode: 0,
    complaints: "",
  });
});

test("[PROXY5] the unit is started again after a crash, but not where the settings are wrong", () => {
  const lines = readFileSync(UNIT, "utf8").split("\n");
  expect(lines).toContain("Restart=on-failure");
  expect(lines).toContain("RestartPreventExitStatus=78");
});
