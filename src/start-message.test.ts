import { expect, test } from "bun:test";
import { type PageUrlFacts, pageUrls } from "./page-urls.ts";
import { type StartFacts, startMessage } from "./start-message.ts";

const LAN = { lan: ["192.168.1.5", "10.0.0.2", "fd00::5"], container: [] };
const CONTAINER = { lan: [], container: ["172.17.0.2", "fd11::2"] };

/** The message of a server that is started like this. */
function messageFor(urls: Partial<PageUrlFacts> = {}, others: Partial<StartFacts> = {}): string {
  const facts: PageUrlFacts = {
    listeners: [{ scheme: "http", port: 8_080 }],
    host: "0.0.0.0",
    publicUrl: undefined,
    addresses: LAN,
    ...urls,
  };
  return startMessage({
    urls: pageUrls(facts),
    qr: undefined,
    authority: undefined,
    sharedAddress: undefined,
    relay: undefined,
    ...others,
  });
}

const urlsIn = (message: string): string[] => [...(message.match(/https?:\/\/\S+/g) ?? [])];

test.each<[string, Partial<PageUrlFacts>, readonly string[]]>([
  ["every LAN address that is listened on", {}, ["http://192.168.1.5:8080", "http://10.0.0.2:8080"]],
  [
    "those of IPv6, in brackets, where it listens on them",
    { host: "::" },
    ["http://192.168.1.5:8080", "http://10.0.0.2:8080", "http://[fd00::5]:8080"],
  ],
  ["the public address alone", { publicUrl: "https://share.example" }, ["https://share.example"]],
  ["the one address that is listened on", { host: "10.0.0.2" }, ["http://10.0.0.2:8080"]],
  ["that of IPv6, in brackets", { host: "fd00::2" }, ["http://[fd00::2]:8080"]],
  ["localhost where there is no LAN", { addresses: { lan: [], container: [] } }, ["http://localhost:8080"]],
  [
    "no port that the scheme has anyway",
    { host: "10.0.0.2", listeners: [{ scheme: "http", port: 80 }] },
    ["http://10.0.0.2"],
  ],
  [
    "schemes in the order of the listeners",
    {
      host: "10.0.0.2",
      listeners: [
        { scheme: "https", port: 8_443 },
        { scheme: "http", port: 8_080 },
      ],
    },
    ["https://10.0.0.2:8443", "http://10.0.0.2:8080"],
  ],
])("[CFG3] shows %s", (_, facts, urls) => {
  expect(urlsIn(messageFor(facts))).toEqual([...urls]);
});

test("[LAN2] in a container that knows only its own addresses it says what to open, and how to tell it", () => {
  const message = messageFor({ addresses: CONTAINER });
  expect(message).toContain("    http://<address of the host>:8080\n");
  expect(message).toContain("PUBLIC_URL=http://192.168.1.20:8080,");
  // The first address in it is one that leads here at least from the host: programs look for it.
  expect(urlsIn(message)[1]).toBe("http://172.17.0.2:8080");
  expect(message).toContain("http://172.17.0.2:8080  (this container's own: not for other devices)\n");
  expect(pageUrls({ ...CONTAINER_FACTS, addresses: CONTAINER }).qr).toBeUndefined();
});

const CONTAINER_FACTS: PageUrlFacts = {
  listeners: [{ scheme: "http", port: 8_080 }],
  host: "0.0.0.0",
  publicUrl: undefined,
  addresses: CONTAINER,
};

test.each<[string, Partial<PageUrlFacts>, string | undefined]>([
  ["PUBLIC_URL", { publicUrl: "http://192.168.1.20:8080" }, "http://192.168.1.20:8080"],
  [
    "the LAN address on the host's network",
    { addresses: { ...LAN, container: ["10.0.2.100"] } },
    "http://192.168.1.5:8080",
  ],
  ["nothing where only this machine is reached", { host: "127.0.0.1" }, undefined],
])("[LAN2] the QR code leads to %s", (_, facts, url) => {
  expect(pageUrls({ ...CONTAINER_FACTS, ...facts }).qr).toBe(url);
});

test("[LAN7] the QR code follows the addresses", () => {
  expect(messageFor({}, { qr: "    ▀▄█" })).toContain("http://10.0.0.2:8080\n\n    ▀▄█\n\n");
});

test("[SIG18] in a container it says that devices may share an address", () => {
  expect(messageFor()).not.toContain("container");
  expect(messageFor({}, { sharedAddress: "172.17.0.1" })).toContain("may all appear as 172.17.0.1");
});

test("[CFG3] says which ports the relay needs", () => {
  expect(messageFor()).not.toContain("relayed");
  const udpAndTcp = messageFor({}, { relay: { port: 3_478, tlsPort: undefined } });
  expect(udpAndTcp).toContain("keep port 3478 open for UDP and TCP.");
  const withTls = messageFor({}, { relay: { port: 3_478, tlsPort: 5_349 } });
  expect(withTls).toContain("keep port 3478 open for UDP and TCP, and 5349 for TLS.");
});

test("[LAN2] all of it fits into 80 columns, apart from addresses", () => {
  const message = messageFor(
    { addresses: CONTAINER },
    { sharedAddress: "172.17.0.1", relay: { port: 3_478, tlsPort: 5_349 } },
  );
  expect(message.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test.each<[string, Partial<PageUrlFacts>, string]>([
  ["of a public https address", { publicUrl: "https://share.example:8443" }, "http://share.example:8080/ca"],
  ["of a public http address", { publicUrl: "http://nas.lan:80" }, "http://nas.lan:80/ca"],
  ["of a container's unknown host", { addresses: CONTAINER }, "http://<address of the host>:8080/ca"],
])("[TLS11] devices learn to trust it over plain http: %s", (_, facts, url) => {
  const authority = { name: "P2P Share CA nas", fingerprint: "00:11" };
  expect(messageFor(facts, { authority })).toContain(`\n  ${url}\n`);
});

test("[TLS8] no https address is shown that its certificate does not stand for", () => {
  const https = { scheme: "https", port: 8_443, covers: (host: string) => host === "10.0.0.2" } as const;
  const listeners = [{ scheme: "http", port: 8_080 } as const, https];
  expect(urlsIn(messageFor({ listeners }))).toEqual([
    "http://192.168.1.5:8080",
    "http://10.0.0.2:8080",
    "https://10.0.0.2:8443",
  ]);
});

test("[TLS8] where no address may stand in the certificate, it says what to do", () => {
  const authority = { name: "P2P Share CA nas", fingerprint: "00:11" };
  const https = { scheme: "https", port: 8_443, covers: () => false } as const;
  const listeners = [{ scheme: "http", port: 8_080 } as const, https];
  expect(messageFor({ listeners }, { authority })).toContain("Name one in\n  TLS_NAMES");
  const covered = [{ scheme: "http", port: 8_080 } as const, { ...https, covers: () => true }];
  expect(messageFor({ listeners: covered }, { authority })).not.toContain("TLS_NAMES");
});

test("[TLS11] shows the fingerprint of its own authority, and where devices learn to trust it", () => {
  const fingerprint = Array.from({ length: 32 }, (_, i) => (i + 16).toString(16).toUpperCase()).join(":");
  const message = messageFor({}, { authority: { name: "P2P Share CA nas", fingerprint } });
  const lines = message.split("\n").map((line) => line.trim());
  expect(lines).toContain("http://192.168.1.5:8080/ca");
  expect(lines).toContain(fingerprint.slice(0, 47));
  expect(lines).toContain(fingerprint.slice(48));
  expect(message.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(messageFor()).not.toContain("trust");
});
