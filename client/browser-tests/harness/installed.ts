import { findProgram, type Program } from "../../../config/tasks/programs.ts";

/** Where a program is. @throws where it is not installed */
export function pathOf(program: Program): string {
  const path = findProgram(program);
  if (!path) throw new Error(`${program.title} is not installed: apt-get install ${program.debianPackage}`);
  return path;
}

/** Runs a program to its end. @throws where it fails, with what it says */
export function runProgram(program: Program, args: readonly string[]): void {
  const { success, stderr } = Bun.spawnSync([pathOf(program), ...args], { stdin: "ignore", stderr: "pipe" });
  if (!success) throw new Error(`${program.title} ${args.join(" ")}: ${stderr.toString().trim()}`);
}
