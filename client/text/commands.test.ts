import { expect, test } from "bun:test";
import { partsOf } from "./commands.ts";
import { text } from "./text.ts";

test("[PAGE10] what is to be typed is told from the words around it, each option by itself", () => {
  const parts = partsOf(text.mendRelay({ host: "nas.local", port: 3_478 }));
  const commands = parts.filter(({ isCommand }) => isCommand).map(({ words }) => words);
  expect(commands).toEqual(["-p 3478:3478", "-p 3478:3478/udp"]);
  const said = parts.map(({ words, opens = "", closes = "" }) => opens + words + closes).join("");
  expect(said).toContain("publish it (-p 3478:3478 -p 3478:3478/udp). Where");
});

test("[PAGE10] a bracket or a full stop stays with the command that it stands at", () => {
  expect(partsOf("Set (`A=1`), or `B`. Then wait.")).toEqual([
    { words: "Set ", isCommand: false },
    { words: "A=1", isCommand: true, opens: "(", closes: ")," },
    { words: " or ", isCommand: false },
    { words: "B", isCommand: true, opens: "", closes: "." },
    { words: " Then wait.", isCommand: false },
  ]);
});

test("[PAGE10] a sentence without a command is one part", () => {
  expect(partsOf("Try again.")).toEqual([{ words: "Try again.", isCommand: false }]);
});
