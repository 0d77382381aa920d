import { describe, expect, test } from "bun:test";
import { isOwnOrigin } from "./origin.ts";

function isAllowed(origin: string | null, host: string | null, publicUrl?: string): boolean {
  const headers = new Headers();
  if (origin !== null) headers.set("origin", origin);
  if (host !== null) headers.set("host", host);
  return isOwnOrigin(new Request("http://ignored/ws", { headers }), publicUrl);
}

describe("an origin", () => {
  test.each([
    ["the page's own", "http://nas.local:8080", "nas.local:8080"],
    ["none, from a program", null, "nas.local:8080"],
    ["an address", "http://192.168.1.5:8080", "192.168.1.5:8080"],
    ["an IPv6 address", "http://[fd00::2]:8080", "[fd00::2]:8080"],
    ["another spelling of the host", "http://nas.local", "NAS.local"],
    ["http's own port", "http://nas.local", "nas.local:80"],
    ["https's own port, behind a proxy", "https://nas.local", "nas.local:443"],
    ["https behind a proxy that passes on the host", "https://share.example", "share.example"],
  ])("[SIG21] is accepted: %s", (_, origin, host) => {
    expect(isAllowed(origin, host)).toBe(true);
  });

  test.each([
    ["another site", "https://evil.example", "nas.local:8080"],
    ["another port of this host", "http://nas.local:9090", "nas.local:8080"],
    ["another host of this port", "http://other.local:8080", "nas.local:8080"],
    ["a host that begins like it", "http://nas.local.evil.example", "nas.local"],
    ["a host that ends like it", "http://evil-nas.local", "nas.local"],
    ["this host as a user name", "http://nas.local@evil.example", "nas.local"],
    ["a sandboxed frame or a file", "null", "nas.local:8080"],
    ["an extension", "chrome-extension://nas.local", "nas.local"],
    ["an empty text", "", "nas.local"],
    ["no address", "nas.local", "nas.local"],
    ["https's port where the page is http", "http://nas.local", "nas.local:443"],
    ["its own, but to no host", "http://nas.local", null],
    ["two at once", "http://nas.local, http://evil.example", "nas.local"],
  ])("[SIG21] is refused: %s", (_, origin, host) => {
    expect(isAllowed(origin, host)).toBe(false);
  });

  test("[SIG21] of PUBLIC_URL is accepted, whatever the proxy passes on as host", () => {
    for (const publicUrl of ["https://share.example", "https://share.example:443"]) {
      expect(isAllowed("https://share.example", "127.0.0.1:8080", publicUrl)).toBe(true);
      expect(isAllowed("http://share.example", "127.0.0.1:8080", publicUrl)).toBe(false);
      expect(isAllowed("https://evil.example", "127.0.0.1:8080", publicUrl)).toBe(false);
      expect(isAllowed("http://127.0.0.1:8080", "127.0.0.1:8080", publicUrl)).toBe(true);
    }
  });
});
