import { expect, test } from "bun:test";
import { securePageOf } from "./secure-page.ts";

const NONE = { httpsPort: null, httpsUrl: null, localCa: false };

test("[TLS12] without https there is nothing to say", () => {
  expect(securePageOf(NONE, "nas.local")).toBeUndefined();
});

test.each([
  ["the same host at the other port", { ...NONE, httpsPort: 8_443 }, "https://nas.local:8443/", undefined],
  ["no port where it is https's own", { ...NONE, httpsPort: 443 }, "https://nas.local/", undefined],
  ["how to trust it, too", { ...NONE, httpsPort: 8_443, localCa: true }, "https://nas.local:8443/", "/ca"],
  [
    "the address of a proxy",
    { ...NONE, httpsUrl: "https://share.example" },
    "https://share.example",
    undefined,
  ],
  [
    "what is set first",
    { ...NONE, httpsPort: 1, httpsUrl: "https://a.example" },
    "https://a.example",
    undefined,
  ],
])("[TLS12] it is %s", (_, instance, url, trustUrl) => {
  expect(securePageOf(instance, "nas.local")).toEqual({ url, trustUrl });
});

test("[TLS12] an IPv6 address keeps its brackets", () => {
  expect(securePageOf({ ...NONE, httpsPort: 8_443 }, "[fd00::2]")?.url).toBe("https://[fd00::2]:8443/");
});
