import { type Program, pathOf } from "../../../config/tasks/programs.ts";

/** Runs a program to its end. @throws where it fails, with what it says */
export function runProgram(program: Program, args: readonly string[]): void {
  const { success, stderr } = Bun.spawnSync([pathOf(program), ...args], { stdin: "ignore", stderr: "pipe" });
  if (!success) throw new Error(`${program.title} ${args.join(" ")}: ${stderr.toString().trim()}`);
}
