import { expect, test } from "bun:test";
import { startMessage } from "./start-message.ts";

const facts = {
  port: 8_080,
  host: "0.0.0.0",
  publicUrl: undefined,
  addresses: ["192.168.1.5", "10.0.0.2"],
  sharedAddress: undefined,
  relay: undefined,
};

test("[CFG3] every LAN address is listed", () => {
  const message = startMessage(facts);
  expect(message).toContain("http://192.168.1.5:8080\n");
  expect(message).toContain("http://10.0.0.2:8080\n");
});

test.each([
  [
    "the public address alone where it is set",
    { publicUrl: "https://share.example" },
    "    https://share.example\n",
  ],
  ["the one address that is listened on", { host: "10.0.0.2" }, "    http://10.0.0.2:8080\n"],
  ["an IPv6 address in brackets", { host: "fd00::2" }, "    http://[fd00::2]:8080\n"],
  ["localhost where there is no LAN", { addresses: [] }, "    http://localhost:8080  (this"],
])("[CFG3] shows %s", (_, change, line) => {
  const message = startMessage({ ...facts, ...change });
  expect(message).toContain(line);
  expect(message.match(/https?:/g)).toHaveLength(1);
});

test("[SIG18] in a container it says that devices may share an address", () => {
  expect(startMessage(facts)).not.toContain("container");
  expect(startMessage({ ...facts, sharedAddress: "172.17.0.1" })).toContain("may all appear as 172.17.0.1");
});

test("[CFG3] says which ports the relay needs", () => {
  expect(startMessage(facts)).not.toContain("relayed");
  const udpAndTcp = startMessage({ ...facts, relay: { port: 3_478, tlsPort: undefined } });
  expect(udpAndTcp).toContain("keep port 3478 open for UDP and TCP.");
  const withTls = startMessage({ ...facts, relay: { port: 3_478, tlsPort: 5_349 } });
  expect(withTls).toContain("keep port 3478 open for UDP and TCP, and 5349 for TLS.");
});
