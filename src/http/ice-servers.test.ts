import { describe, expect, test } from "bun:test";
import { sessionId } from "#protocol/ids.ts";
import type { IceServer } from "#protocol/signaling/messages.ts";
import { turnPassword } from "#protocol/turn/credentials.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import type { Clock } from "../ports/clock.ts";
import { IceServers, type IceServersOptions } from "./ice-servers.ts";

const TTL_MS = 1_800_000;
const SECRET = "north of the river";
const NOW = 1_800_000_000_000;
const ID = sessionId("ab54a98ceb1f0ad2".repeat(2));

/** Others read the expiry: it must not come from a clock that is right only for spans. */
const clock: Clock = { now: () => 0, wall: () => NOW, after: () => () => {} };

function serversOf(options: Partial<IceServersOptions> = {}): IceServers {
  const defaults: IceServersOptions = {
    relay: { port: 3_478, tlsPort: 5_349 },
    externalHost: undefined,
    external: [],
    secret: SECRET,
    credentialTtlMs: TTL_MS,
  };
  return new IceServers({ ...defaults, ...options }, { clock, hash: cryptoHash });
}

describe("the list of ICE servers", () => {
  test("[SIG23] has STUN, and the relay over UDP, TCP and TLS with credentials of the session", () => {
    const username = `1800001800:${ID}`;
    const credential = turnPassword(cryptoHash, SECRET, username);
    expect(serversOf().listFor(["nas.local"], ID)).toEqual([
      { urls: ["stun:nas.local:3478"] },
      {
        urls: [
          "turn:nas.local:3478?transport=udp",
          "turn:nas.local:3478?transport=tcp",
          "turns:nas.local:5349?transport=tcp",
        ],
        username,
        credential,
      },
    ]);
  });

  test("[SIG23] names TLS only where there is TLS, and the ports that are in use", () => {
    const list = serversOf({ relay: { port: 50_001, tlsPort: undefined } }).listFor(["nas.local"], ID);
    expect(list.map(({ urls }) => urls)).toEqual([
      ["stun:nas.local:50001"],
      ["turn:nas.local:50001?transport=udp", "turn:nas.local:50001?transport=tcp"],
    ]);
  });

  test.each<[string, IceServersOptions["externalHost"], string | undefined, string | undefined]>([
    ["the page's host", undefined, "nas.local", "stun:nas.local:3478"],
    ["the page's IPv6 address", undefined, "[fd00::2]", "stun:[fd00::2]:3478"],
    ["EXTERNAL_HOST", "turn.example", "nas.local", "stun:turn.example:3478"],
    ["EXTERNAL_HOST, an IPv6 address", "2001:db8::7", "nas.local", "stun:[2001:db8::7]:3478"],
    ["EXTERNAL_HOST where the page's is unknown", "turn.example", undefined, "stun:turn.example:3478"],
    ["nothing where no host is known", undefined, undefined, undefined],
  ])("[SIG24] names the relay by %s", (_, externalHost, host, url) => {
    const urls = serversOf({ externalHost }).listFor(host === undefined ? [] : [host], ID)[0]?.urls;
    expect(urls).toEqual(url === undefined ? (undefined as never) : [url]);
  });

  test("[SIG24] names the relay by each host that may do", () => {
    const [stun, turn] = serversOf({ relay: { port: 3_478, tlsPort: undefined } }).listFor(["a", "b"], ID);
    expect(stun?.urls).toEqual(["stun:a:3478", "stun:b:3478"]);
    expect(turn?.urls).toEqual(
      ["a", "b"].flatMap((host) => ["udp", "tcp"].map((over) => `turn:${host}:3478?transport=${over}`)),
    );
  });

  test("[SIG23] makes credentials for external relays that have none, and leaves the others as they are", () => {
    const stun: IceServer = { urls: "stun:a" };
    const fixed: IceServer = { urls: "turn:b", username: "u", credential: "c" };
    const mixed: IceServer = { urls: ["stun:c", "turns:c:443"] };
    const servers = serversOf({ relay: undefined, external: [stun, fixed, mixed] });
    const username = `1800001800:${ID}`;
    const credential = turnPassword(cryptoHash, SECRET, username);
    expect(servers.listFor(["nas.local"], ID)).toEqual([stun, fixed, { ...mixed, username, credential }]);
    expect(serversOf({ external: [stun] }).listFor(["nas.local"], ID)).toHaveLength(3);
    expect(serversOf({ external: [stun] }).listFor([], ID)).toEqual([stun]);
  });

  test.each<[string, Partial<IceServersOptions>, number | undefined]>([
    ["the relay is on", {}, TTL_MS / 2],
    ["credentials are made for others", { relay: undefined, external: [{ urls: "turn:a" }] }, TTL_MS / 2],
    ["nothing runs out", { relay: undefined, external: [{ urls: "stun:a" }] }, undefined],
    [
      "credentials do not run out",
      { relay: undefined, external: [{ urls: "turn:a", username: "u", credential: "c" }] },
      undefined,
    ],
    ["there are none", { relay: undefined }, undefined],
  ])("[SIG23] is good for half of its credentials' life: %s", (_, options, freshMs) => {
    expect(serversOf(options).freshMs).toBe(freshMs as number);
  });
});
