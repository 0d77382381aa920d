import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import { longTermKey } from "./long-term-key.ts";

test("[STUN3] the long-term key is the one that RFC 8489 §9.2.2 gives as an example", () => {
  expect(longTermKey(cryptoHash, "user", "realm", "pass").toHex()).toBe("8493fbc53ba582fb4c044c456bdc40eb");
});

test("[STUN3] the long-term key is made over UTF-8", () => {
  const expected = createHash("md5").update(Buffer.from("Zürich:relay:häß", "utf8")).digest("hex");
  expect(longTermKey(cryptoHash, "Zürich", "relay", "häß").toHex()).toBe(expected);
});
