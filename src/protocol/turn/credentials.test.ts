import { describe, expect, test } from "bun:test";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import { parseTurnUsername, turnPassword, turnUsername } from "./credentials.ts";

const NAME = "5e0f".repeat(8);

describe("TURN credentials", () => {
  // printf '%s' USERNAME | openssl dgst -sha1 -hmac SECRET -binary | base64
  test.each([
    ["north", "1433895918:ninefingers", "jy8hTxmOO7UtEKXqSkSlvakPVYA="],
    ["Zürich 7", `1800000000:${NAME}`, "kx96/hQjKqJNc0GIT+cxP5QsUIc="],
  ])("[SIG23] made with the secret %p are those that OpenSSL makes", (secret, username, password) => {
    expect(turnPassword(cryptoHash, secret, username)).toBe(password);
  });

  test("[SIG23] name the second in which they expire, never a later one", () => {
    expect(turnUsername(1_800_000_000_000, NAME)).toBe(`1800000000:${NAME}`);
    expect(turnUsername(1_800_000_000_999.9, NAME)).toBe(`1800000000:${NAME}`);
  });

  test.each([
    [`1800000000:${NAME}`, 1_800_000_000_000, NAME],
    ["1800000000:a:b", 1_800_000_000_000, "a:b"],
    ["1800000000::", 1_800_000_000_000, ":"],
    ["0:x", 0, "x"],
    ["999999999999:x", 999_999_999_999_000, "x"],
    ["1800000000", 1_800_000_000_000, "1800000000"],
    ["1800000000:__proto__", 1_800_000_000_000, "__proto__"],
    ["1800000000:two\nlines", 1_800_000_000_000, "two\nlines"],
    [`1:${"x".repeat(511)}`, 1_000, "x".repeat(511)],
  ])("[SIG23] %p is read as one who gave it out meant it", (username, expiresAt, group) => {
    expect(parseTurnUsername(username)).toEqual({ expiresAt, group });
  });

  test.each([
    "",
    ":",
    "constructor",
    "__proto__",
    "hasOwnProperty",
    `${NAME}:1800000000`,
    "1800000000:",
    ":1800000000",
    "1800000000 :x",
    " 1800000000:x",
    "+1800000000:x",
    "-1:x",
    "1.8e9:x",
    "0x10:x",
    "١٨٠٠٠٠٠٠٠٠:x",
    "1800000000\n",
    "1000000000000:x",
    "18000000000000000000",
    "18000000000000000000:x",
    `1:${"x".repeat(512)}`,
  ])("[SIG23] %p is no name that anybody gave out", (username) => {
    expect(parseTurnUsername(username)).toBeUndefined();
  });
});
