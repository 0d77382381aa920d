import { expect, test } from "bun:test";
import { showsBlocks, terminalQr } from "./terminal-qr.ts";

test.each([
  [{}, true],
  [{ LANG: "de_DE.UTF-8" }, true],
  [{ LANG: "C.utf8", TERM: "xterm-256color" }, true],
  [{ LANG: "C" }, false],
  [{ LANG: "en_US.UTF-8", LC_ALL: "POSIX" }, false],
  [{ LC_ALL: "", LC_CTYPE: "C.UTF-8", LANG: "C" }, true],
  [{ TERM: "dumb" }, false],
])("[LAN7] with %p block characters are shown: %p", (env, isShown) => {
  expect(showsBlocks(env)).toBe(isShown);
});

test("[LAN7] the code of a LAN address fits into a terminal of 80 columns", async () => {
  const text = await terminalQr("http://192.168.100.100:8080", false);
  const lines = text.split("\n");
  expect(lines.length).toBeLessThanOrEqual(17);
  for (const line of lines) expect(line).toMatch(/^ {4}[ ▀▄█]{33}$/);
});

test("[LAN7] in colours it is black on white, and the colours end with each line", async () => {
  for (const line of (await terminalQr("http://192.168.1.20:8080", true)).split("\n")) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
    expect(line).toMatch(/^ {4}\x1b\[30;107m[ ▀▄█]+\x1b\[0m$/);
  }
});
